import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { RequireScope } from '../auth/access.js';
import { Actor } from '../auth/actor.js';
import { IdPipe } from '../platform/http/id-pipe.js';
import { ListOf } from '../platform/http/list-of.js';
import { LocatedAt } from '../platform/http/located-at.js';
import { SeenVersion, Versioned } from '../platform/http/if-match.js';
import { type Page, PageQuery, toPage } from '../platform/http/page.js';
import { Refuses } from '../platform/problem/refuses.js';
import { Messages } from './messages.js';
import { endOfMessages, MessageView, toMessageView } from './message.view.js';
import { TICKET_CHANGED, TICKET_MERGED, TICKET_NOT_FOUND } from './problems.js';
import { ChangeTicket, NewTicketBody, TicketQuery } from './ticket.dto.js';
import { endOfTickets, TicketList } from './ticket-list.js';
import { toTicketView, TicketView } from './ticket.view.js';
import { Tickets } from './tickets.js';
import { Desk } from './writing/desk.js';

@ApiTags('Tickets')
@ApiBearerAuth()
@Controller('v1/tickets')
export class TicketsController {
  constructor(
    private readonly tickets: Tickets,
    private readonly found: TicketList,
    private readonly messages: Messages,
    private readonly desk: Desk,
  ) {}

  /** Lists tickets, last changed first unless `sort` says otherwise. */
  @Get()
  @ListOf(TicketView)
  @RequireScope('tickets:read')
  async list(@Query() query: TicketQuery): Promise<Page<TicketView>> {
    return toPage(await this.found.list(query), query.limit, endOfTickets(query.sort), toTicketView);
  }

  /** Opens a ticket without a mail, for somebody or for ourselves. */
  @Post()
  @LocatedAt('/v1/tickets')
  @Versioned()
  @RequireScope('tickets:write')
  async open(@Body() wanted: NewTicketBody, @Actor() actor: string): Promise<TicketView> {
    return toTicketView(await this.desk.open(wanted, actor));
  }

  /** One ticket; its messages are at `messages`. */
  @Get(':id')
  @Versioned()
  @Refuses(TICKET_NOT_FOUND)
  @RequireScope('tickets:read')
  async get(@Param('id', IdPipe) id: string): Promise<TicketView> {
    return toTicketView(await this.tickets.get(id));
  }

  /** Changes some members; those that are left out stay as they are. */
  @Patch(':id')
  @Versioned()
  @Refuses(TICKET_NOT_FOUND, TICKET_MERGED, TICKET_CHANGED)
  @RequireScope('tickets:write')
  async change(
    @Param('id', IdPipe) id: string,
    @Body() change: ChangeTicket,
    @SeenVersion() seen: number | null,
    @Actor() actor: string,
  ): Promise<TicketView> {
    return toTicketView(await this.tickets.change(id, change, seen, actor));
  }

  /** The conversation, oldest first. */
  @Get(':id/messages')
  @ListOf(MessageView)
  @Refuses(TICKET_NOT_FOUND)
  @RequireScope('tickets:read')
  async conversation(@Param('id', IdPipe) id: string, @Query() query: PageQuery): Promise<Page<MessageView>> {
    await this.tickets.get(id);
    return toPage(await this.messages.ofTicket(id, query), query.limit, endOfMessages, toMessageView);
  }
}

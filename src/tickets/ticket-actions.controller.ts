import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { RequireScope } from '../auth/access.js';
import { IdPipe } from '../platform/http/id-pipe.js';
import { Versioned } from '../platform/http/if-match.js';
import { ListOf } from '../platform/http/list-of.js';
import { LocatedAt } from '../platform/http/located-at.js';
import { Refuses } from '../platform/problem/refuses.js';
import { MERGE_IMPOSSIBLE, SPLIT_IMPOSSIBLE, TICKET_MERGED, TICKET_NOT_FOUND } from './problems.js';
import { Actor } from '../auth/actor.js';
import { type Page, PageQuery, toPage } from '../platform/http/page.js';
import { endOfEvents, TicketEventView, toTicketEventView } from './events/ticket-event.view.js';
import { TicketEvents } from './events/ticket-events.js';
import { Merging } from './merging/merging.js';
import { Splitting } from './merging/splitting.js';
import { MessageView, toMessageView } from './message.view.js';
import { Messages } from './messages.js';
import { MergeTicket, NewNote, SplitTicket } from './ticket.dto.js';
import { TicketView, toTicketView } from './ticket.view.js';
import { Tickets } from './tickets.js';
import { Desk } from './writing/desk.js';

/** What can be done with a ticket besides changing its members. */
@ApiTags('Tickets')
@ApiBearerAuth()
@Controller('v1/tickets/:id')
export class TicketActionsController {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly tickets: Tickets,
    private readonly messages: Messages,
    private readonly desk: Desk,
    private readonly merging: Merging,
    private readonly splitting: Splitting,
    private readonly timeline: TicketEvents,
  ) {}

  /** Adds a note that only agents see. */
  @Post('notes')
  @LocatedAt('/v1/messages')
  @Refuses(TICKET_NOT_FOUND, TICKET_MERGED)
  @RequireScope('tickets:write')
  async note(
    @Param('id', IdPipe) id: string,
    @Body() note: NewNote,
    @Actor() actor: string,
  ): Promise<MessageView> {
    return toMessageView(await this.messages.get(await this.desk.note(id, note, actor)));
  }

  /** Merges this ticket into another one and returns that one. `unmerge` undoes it completely. */
  @Post('merge')
  @HttpCode(200)
  @Versioned()
  @Refuses(TICKET_NOT_FOUND, MERGE_IMPOSSIBLE)
  @RequireScope('tickets:write')
  async merge(
    @Param('id', IdPipe) id: string,
    @Body() { into_ticket_id }: MergeTicket,
    @Actor() actor: string,
  ): Promise<TicketView> {
    const root = await this.database.transaction((tx) => this.merging.merge(tx, id, into_ticket_id, actor));
    return toTicketView(await this.tickets.get(root));
  }

  /** Takes this ticket, with its own messages, out of the one it was merged into. */
  @Post('unmerge')
  @HttpCode(200)
  @Versioned()
  @Refuses(TICKET_NOT_FOUND, MERGE_IMPOSSIBLE)
  @RequireScope('tickets:write')
  async unmerge(@Param('id', IdPipe) id: string, @Actor() actor: string): Promise<TicketView> {
    await this.database.transaction((tx) => this.merging.unmerge(tx, id, actor));
    return toTicketView(await this.tickets.get(id));
  }

  /** Moves messages into a new ticket that is linked to this one, and returns the new one. */
  @Post('split')
  @LocatedAt('/v1/tickets')
  @Versioned()
  @Refuses(TICKET_NOT_FOUND, TICKET_MERGED, SPLIT_IMPOSSIBLE)
  @RequireScope('tickets:write')
  async split(
    @Param('id', IdPipe) id: string,
    @Body() wanted: SplitTicket,
    @Actor() actor: string,
  ): Promise<TicketView> {
    const newId = await this.database.transaction((tx) => this.splitting.split(tx, id, wanted, actor));
    return toTicketView(await this.tickets.get(newId));
  }

  /** The timeline, oldest first: who did what, and what was merged into it. */
  @Get('events')
  @ListOf(TicketEventView)
  @Refuses(TICKET_NOT_FOUND)
  @RequireScope('tickets:read')
  async events(@Param('id', IdPipe) id: string, @Query() query: PageQuery): Promise<Page<TicketEventView>> {
    await this.tickets.get(id);
    return toPage(await this.timeline.of(id, query), query.limit, endOfEvents, toTicketEventView);
  }
}

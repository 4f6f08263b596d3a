import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { RequireScope } from '../../auth/access.js';
import { IdPipe } from '../../platform/http/id-pipe.js';
import { SeenVersion, Versioned } from '../../platform/http/if-match.js';
import { ListOf } from '../../platform/http/list-of.js';
import { LocatedAt } from '../../platform/http/located-at.js';
import { Refuses } from '../../platform/problem/refuses.js';
import { CATCH_ALL_STAYS, MAILBOX_CHANGED, MAILBOX_NOT_FOUND, PATTERN_TAKEN } from '../problems.js';
import { type Page, PageQuery, toPage } from '../../platform/http/page.js';
import { ChangeMailbox, NewMailbox } from './mailbox.dto.js';
import { MailboxSettingsView, toMailboxSettingsView } from './mailbox.view.js';
import { endOfMailboxes, Mailboxes } from './mailboxes.js';

@ApiTags('Mailboxes')
@ApiBearerAuth()
@Controller('v1/mailboxes')
export class MailboxesController {
  constructor(private readonly mailboxes: Mailboxes) {}

  /** Lists mailboxes by position. The catch-all is one of them. */
  @Get()
  @ListOf(MailboxSettingsView)
  @RequireScope('tickets:read')
  async list(@Query() query: PageQuery): Promise<Page<MailboxSettingsView>> {
    return toPage(await this.mailboxes.list(query), query.limit, endOfMailboxes, toMailboxSettingsView);
  }

  /** One mailbox with its settings. */
  @Get(':id')
  @Versioned()
  @Refuses(MAILBOX_NOT_FOUND)
  @RequireScope('tickets:read')
  async get(@Param('id', IdPipe) id: string): Promise<MailboxSettingsView> {
    return toMailboxSettingsView(await this.mailboxes.get(id));
  }

  /** Creates a mailbox; from now on, mail to its patterns goes to it. */
  @Post()
  @LocatedAt('/v1/mailboxes')
  @Versioned()
  @Refuses(PATTERN_TAKEN)
  @RequireScope('tickets:write')
  async create(@Body() wanted: NewMailbox): Promise<MailboxSettingsView> {
    return toMailboxSettingsView(await this.mailboxes.create(wanted));
  }

  /** Changes some settings; members that are left out stay as they are. */
  @Patch(':id')
  @Versioned()
  @Refuses(MAILBOX_NOT_FOUND, MAILBOX_CHANGED, PATTERN_TAKEN)
  @RequireScope('tickets:write')
  async change(
    @Param('id', IdPipe) id: string,
    @Body() change: ChangeMailbox,
    @SeenVersion() seen: number | null,
  ): Promise<MailboxSettingsView> {
    return toMailboxSettingsView(await this.mailboxes.change(id, change, seen));
  }

  /** Removes a mailbox; its tickets move to the catch-all. */
  @Delete(':id')
  @HttpCode(204)
  @Refuses(MAILBOX_NOT_FOUND, CATCH_ALL_STAYS)
  @RequireScope('tickets:write')
  async remove(@Param('id', IdPipe) id: string): Promise<void> {
    await this.mailboxes.remove(id);
  }
}

import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { RequireScope } from '../auth/access.js';
import { IdPipe } from '../platform/http/id-pipe.js';
import { ListOf } from '../platform/http/list-of.js';
import { type Page, toPage } from '../platform/http/page.js';
import { Refuses } from '../platform/problem/refuses.js';
import { EventQuery } from './event-query.dto.js';
import { EventView, EventWithPayloadView, toEventView, toEventWithPayloadView } from './event.view.js';
import { InboxEvents } from './inbox-events.js';
import { EVENT_BUSY, EVENT_NOT_FOUND, PAYLOAD_PURGED } from './problems.js';

@ApiTags('Events')
@ApiBearerAuth()
@Controller('v1/events')
export class EventsController {
  constructor(private readonly events: InboxEvents) {}

  /** Lists events, newest first. */
  @Get()
  @ListOf(EventView)
  @RequireScope('events:read')
  async list(@Query() query: EventQuery): Promise<Page<EventView>> {
    const rows = await this.events.list(query);
    return toPage(rows, query.limit, ({ id }) => ({ value: '', id }), toEventView);
  }

  /** One event with its payload and what became of it. */
  @Get(':id')
  @Refuses(EVENT_NOT_FOUND)
  @RequireScope('events:read')
  async get(@Param('id', IdPipe) id: string): Promise<EventWithPayloadView> {
    return toEventWithPayloadView(await this.events.get(id));
  }

  /** Runs one event again with today's code; 409 while a worker is processing it. */
  @Post(':id/replay')
  @Refuses(EVENT_NOT_FOUND, EVENT_BUSY, PAYLOAD_PURGED)
  @HttpCode(202)
  @RequireScope('events:write')
  async replay(@Param('id', IdPipe) id: string): Promise<EventView> {
    return toEventView(await this.events.replay(id));
  }
}

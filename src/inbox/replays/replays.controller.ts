import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { RequireScope } from '../../auth/access.js';
import { IdPipe } from '../../platform/http/id-pipe.js';
import { Refuses } from '../../platform/problem/refuses.js';
import { REPLAY_NOT_FOUND } from '../problems.js';
import { EventReplays } from './event-replays.js';
import { ReplayEvents } from './replay.dto.js';
import { EventReplayView, toDryRunView, toReplayView } from './replay.view.js';

@ApiTags('Events')
@ApiBearerAuth()
@Controller('v1/events')
export class EventReplaysController {
  constructor(private readonly replays: EventReplays) {}

  /**
   * Runs many events again, oldest first, or with `dry_run` counts them. Running what succeeded before changes nothing.
   * The first thousand are given back to the workers at once, the rest step by step.
   */
  @Post('replay')
  @HttpCode(202)
  @RequireScope('events:write')
  async begin(@Body() filter: ReplayEvents): Promise<EventReplayView> {
    if (filter.dry_run) return toDryRunView(await this.replays.count(filter));
    return toReplayView(await this.replays.begin(filter));
  }

  /** Progress of a replay. */
  @Get('replays/:id')
  @Refuses(REPLAY_NOT_FOUND)
  @RequireScope('events:read')
  async get(@Param('id', IdPipe) id: string): Promise<EventReplayView> {
    return toReplayView(await this.replays.get(id));
  }

  /** Ends a replay. Events already given back still run. */
  @Post('replays/:id/cancel')
  @HttpCode(200)
  @Refuses(REPLAY_NOT_FOUND)
  @RequireScope('events:write')
  async cancel(@Param('id', IdPipe) id: string): Promise<EventReplayView> {
    return toReplayView(await this.replays.cancel(id));
  }
}

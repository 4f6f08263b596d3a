import { PickType } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsString, MaxLength } from 'class-validator';
import { MayBeLeftOut } from '../../platform/http/may-be-left-out.js';
import { EventQuery } from '../event-query.dto.js';

/** Statuses from which an event can be replayed; one that waits will run anyway. */
const REPLAYABLE = ['failed', 'parked', 'processed', 'ignored'] as const;

/** Which events to run again. */
export class ReplayEvents extends PickType(EventQuery, ['source', 'type', 'email_id', 'since', 'until']) {
  /** Only with this status. */
  @IsIn(REPLAYABLE)
  status: (typeof REPLAYABLE)[number];

  /** `last_error.code`, such as `unexpected`. */
  @MayBeLeftOut()
  @IsString()
  @MaxLength(100)
  error_code?: string;

  /** Only count the events; change nothing. */
  @MayBeLeftOut()
  @IsBoolean()
  dry_run?: boolean;
}

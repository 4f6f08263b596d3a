import { PickType } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsString, MaxLength } from 'class-validator';
import { MayBeLeftOut } from '../../platform/http/may-be-left-out.js';
import { EventQuery } from '../event-query.dto.js';

/** States that an event can be replayed from: one that waits will run anyway. */
const REPLAYABLE = ['failed', 'parked', 'processed', 'ignored'] as const;

/** Which events to run again. */
export class ReplayEvents extends PickType(EventQuery, ['source', 'type', 'email_id', 'since', 'until']) {
  /** Events in this state. */
  @IsIn(REPLAYABLE)
  status: (typeof REPLAYABLE)[number];

  /** `last_error.code`, such as `unexpected`. */
  @MayBeLeftOut()
  @IsString()
  @MaxLength(100)
  error_code?: string;

  /** Counts and changes nothing. */
  @MayBeLeftOut()
  @IsBoolean()
  dry_run?: boolean;
}

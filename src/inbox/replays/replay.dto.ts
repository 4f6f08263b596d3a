import { IsBoolean, IsDateString, IsIn, IsString, MaxLength } from 'class-validator';
import { MayBeLeftOut } from '../../platform/http/may-be-left-out.js';

/** States that an event can be replayed from: one that waits will run anyway. */
const REPLAYABLE = ['failed', 'parked', 'processed', 'ignored'] as const;

/** Which events to run again. */
export class ReplayEvents {
  /** Events in this state. */
  @IsIn(REPLAYABLE)
  status: (typeof REPLAYABLE)[number];

  /** Provider id, or `inbound`. */
  @MayBeLeftOut()
  @IsString()
  @MaxLength(100)
  source?: string;

  /** The provider's name of the event, such as `email.received`. */
  @MayBeLeftOut()
  @IsString()
  @MaxLength(200)
  type?: string;

  /** `last_error.code`, such as `unexpected`. */
  @MayBeLeftOut()
  @IsString()
  @MaxLength(100)
  error_code?: string;

  /** Received at or after. */
  @MayBeLeftOut()
  @IsDateString({ strict: true })
  since?: string;

  /** Received before. */
  @MayBeLeftOut()
  @IsDateString({ strict: true })
  until?: string;

  /** Counts and changes nothing. */
  @MayBeLeftOut()
  @IsBoolean()
  dry_run?: boolean;
}

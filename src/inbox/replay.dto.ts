import { IsBoolean, IsDateString, IsIn, IsOptional, IsString, MaxLength } from 'class-validator';

/** States that an event can be replayed from: one that waits will run anyway. */
const REPLAYABLE = ['failed', 'parked', 'processed', 'ignored'] as const;

/** Which events to run again. */
export class ReplayEvents {
  /** Events in this state. */
  @IsIn(REPLAYABLE)
  status: (typeof REPLAYABLE)[number];

  /** Provider id, or `inbound`. */
  @IsOptional()
  @IsString()
  @MaxLength(100)
  source?: string;

  /** The provider's name of the event, such as `email.received`. */
  @IsOptional()
  @IsString()
  @MaxLength(200)
  type?: string;

  /** `last_error.code`, such as `unexpected`. */
  @IsOptional()
  @IsString()
  @MaxLength(100)
  error_code?: string;

  /** Received at or after. */
  @IsOptional()
  @IsDateString({ strict: true })
  since?: string;

  /** Received before. */
  @IsOptional()
  @IsDateString({ strict: true })
  until?: string;

  /** Counts and changes nothing. */
  @IsOptional()
  @IsBoolean()
  dry_run?: boolean;
}

import { IsDateString, IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { PageQuery } from '../platform/http/page.js';
import { EVENT_STATUSES, type EventStatus } from './inbox-event.entity.js';

export class EventQuery extends PageQuery {
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

  @IsOptional()
  @IsIn(EVENT_STATUSES)
  status?: EventStatus;

  @IsOptional()
  @IsString()
  @MaxLength(200)
  email_id?: string;

  /** Received at or after. */
  @IsOptional()
  @IsDateString({ strict: true })
  since?: string;

  /** Received before. */
  @IsOptional()
  @IsDateString({ strict: true })
  until?: string;
}

import { IsIn, IsString, MaxLength } from 'class-validator';
import { IsTime } from '../platform/http/is-time.js';
import { MayBeLeftOut } from '../platform/http/may-be-left-out.js';
import { PageQuery } from '../platform/http/page.js';
import { EVENT_STATUSES, type EventStatus } from './inbox-event.entity.js';

export class EventQuery extends PageQuery {
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

  /** Only with this status. */
  @MayBeLeftOut()
  @IsIn(EVENT_STATUSES)
  status?: EventStatus;

  /** Only events about the mail with this id at the provider. */
  @MayBeLeftOut()
  @IsString()
  @MaxLength(200)
  email_id?: string;

  /** Received at or after. */
  @MayBeLeftOut()
  @IsTime()
  since?: string;

  /** Received before. */
  @MayBeLeftOut()
  @IsTime()
  until?: string;
}

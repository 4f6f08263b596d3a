import { IsIn, IsString, MaxLength } from 'class-validator';
import { MayBeLeftOut } from '../platform/http/may-be-left-out.js';
import { PageQuery } from '../platform/http/page.js';
import { Timestamp } from '../platform/http/timestamp.js';
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

  /** Only those about the mail with this id of the provider. */
  @MayBeLeftOut()
  @IsString()
  @MaxLength(200)
  email_id?: string;

  /** Received at or after. */
  @MayBeLeftOut()
  @Timestamp()
  since?: string;

  /** Received before. */
  @MayBeLeftOut()
  @Timestamp()
  until?: string;
}

import { PartialType } from '@nestjs/swagger';
import {
  ArrayNotEmpty,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsString,
  Length,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { IsTime } from '../platform/http/is-time.js';
import { MayBeLeftOut } from '../platform/http/may-be-left-out.js';
import { PageQuery } from '../platform/http/page.js';
import { DELIVERY_STATUSES, type DeliveryStatus } from './webhook-delivery.entity.js';
import { EXPANDABLE, type Expandable, NOTIFICATION_TYPES } from './notification-types.js';

const LISTENABLE = [...NOTIFICATION_TYPES, '*'];

/** A day, so that every receiver finds time to learn the new secret. */
const DEFAULT_OVERLAP_SECONDS = 24 * 3600;
const MAX_OVERLAP_SECONDS = 7 * 24 * 3600;

export class CreateWebhook {
  /** Where to POST: https, a public host. */
  @IsString()
  @Length(1, 2000)
  url: string;

  /** What to send; `*` for everything. */
  @IsArray()
  @ArrayNotEmpty()
  @ArrayUnique()
  @IsIn(LISTENABLE, { each: true })
  events: string[];

  /**
   * What payloads carry as a whole beside its id, as the API shows it at that time; null when it is gone or larger than
   * 256 KiB. Nothing when left out. Needs `tickets:read` too, as does a new `url` of what is expanded already.
   */
  @MayBeLeftOut()
  @IsArray()
  @ArrayUnique()
  @IsIn(EXPANDABLE, { each: true })
  expand?: Expandable[];

  @MayBeLeftOut()
  @IsString()
  @MaxLength(500)
  description?: string;

  @MayBeLeftOut()
  @IsBoolean()
  enabled?: boolean;

  /** Also send `X-Webhook-Signature: sha256=<hex>`: HMAC of the body alone, for receivers that can check no more. */
  @MayBeLeftOut()
  @IsBoolean()
  simple_signature?: boolean;
}

/** Members that are left out stay as they are; enabling a webhook that was disabled for its failures gives it a clean start. */
export class ChangeWebhook extends PartialType(CreateWebhook, { skipNullProperties: false }) {}

export class RotateSecret {
  /** How long the old secret signs beside the new one; a day when left out. */
  @MayBeLeftOut()
  @IsInt()
  @Min(0)
  @Max(MAX_OVERLAP_SECONDS)
  overlap_seconds: number = DEFAULT_OVERLAP_SECONDS;
}

export class DeliveryQuery extends PageQuery {
  /** Only with this status. */
  @MayBeLeftOut()
  @IsIn(DELIVERY_STATUSES)
  status?: DeliveryStatus;
}

/** Which deliveries to send again. */
export class ReplayDeliveries {
  /** Created at or after, however late it ended: the last attempt comes some 28 hours later. */
  @IsTime()
  since: string;

  /** Created before; now when left out. */
  @MayBeLeftOut()
  @IsTime()
  until?: string;

  /** Only those that ended so; failed ones when left out. */
  @MayBeLeftOut()
  @IsIn(['delivered', 'failed', 'cancelled'])
  status?: 'delivered' | 'failed' | 'cancelled';
}

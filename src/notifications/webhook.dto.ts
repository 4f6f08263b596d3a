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

/** A day, so that every receiver has time to learn the new secret. */
const DEFAULT_OVERLAP_SECONDS = 24 * 3600;
const MAX_OVERLAP_SECONDS = 7 * 24 * 3600;

export class CreateWebhook {
  /** URL to POST to: https, on a public host. */
  @IsString()
  @Length(1, 2000)
  url: string;

  /** Types to send; `*` for all. */
  @IsArray()
  @ArrayNotEmpty()
  @ArrayUnique()
  @IsIn(LISTENABLE, { each: true })
  events: string[];

  /**
   * Objects that payloads contain in full, beside their ids, as the API shows them at that time; null if gone or larger
   * than 256 KiB. Default: none. Needs `tickets:read` too, as does a new `url` while objects are expanded.
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

  /** Also send `X-Webhook-Signature: sha256=<hex>`: HMAC of the body alone, for receivers that support only this. */
  @MayBeLeftOut()
  @IsBoolean()
  simple_signature?: boolean;
}

/** Members that are left out stay as they are. Enabling a webhook gives it a clean start. */
export class ChangeWebhook extends PartialType(CreateWebhook, { skipNullProperties: false }) {}

export class RotateSecret {
  /** How long the old secret also signs; default: a day. */
  @MayBeLeftOut()
  @IsInt()
  @Min(0)
  @Max(MAX_OVERLAP_SECONDS)
  overlap_seconds: number = DEFAULT_OVERLAP_SECONDS;
}

export class DeliveryQuery extends PageQuery {
  /** Only deliveries with this status. */
  @MayBeLeftOut()
  @IsIn(DELIVERY_STATUSES)
  status?: DeliveryStatus;
}

/** Which deliveries to send again. */
export class ReplayDeliveries {
  /** Created at or after this time, however late they ended: the last attempt is made about 28 hours after creation. */
  @IsTime()
  since: string;

  /** Created before this time; default: now. */
  @MayBeLeftOut()
  @IsTime()
  until?: string;

  /** Only deliveries that ended this way; default: `failed`. */
  @MayBeLeftOut()
  @IsIn(['delivered', 'failed', 'cancelled'])
  status?: 'delivered' | 'failed' | 'cancelled';
}

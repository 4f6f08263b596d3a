import { toPayload } from './sending/payload.js';
import type { WebhookDelivery } from './webhook-delivery.entity.js';
import type { WebhookEndpoint } from './webhook-endpoint.entity.js';
import type { WithSecret } from './webhook-endpoints.js';

export class WebhookView {
  object: 'webhook';
  id: string;
  url: string;
  description: string;
  events: string[];
  /** Objects that payloads contain in full, beside their ids: `ticket`, `message`. */
  expand: string[];
  enabled: boolean;
  /** `gone | failing | by_request`; null while enabled. */
  disabled_reason: string | null;
  simple_signature: boolean;
  consecutive_failures: number;
  /**
   * When it began to fail; null while all is well. After a day other receivers get `event.failed` with
   * `webhook_failing`; after five days it is disabled.
   */
  failing_since: string | null;
  /** Nothing is sent until then, because too many attempts have failed. */
  paused_until: string | null;
  /** Also the ETag. */
  version: number;
  created_at: string;
  updated_at: string;
}

/** A webhook with its secret, which no other answer contains. */
export class WebhookWithSecretView extends WebhookView {
  /** `whsec_…`, shown this once. */
  secret: string;
}

export class AttemptView {
  at: string;
  duration_ms: number;
  /** Null if there was no usable answer. */
  status: number | null;
  /** Code of what went wrong, also for a redirect; null for any other usable answer. */
  error: string | null;
  /** The same in words: which host, and how it failed. Null also for attempts made before this was recorded. */
  detail: string | null;
  /** First kilobyte of the answer, as text. */
  answer: string;
}

export class WebhookDeliveryView {
  object: 'webhook_delivery';
  id: string;
  webhook_id: string;
  /** `webhook-id` header, the same on every attempt. */
  message_id: string;
  type: string;
  /** Order in which things happened. */
  sequence: number;
  /** `pending | delivered | failed | cancelled` */
  status: string;
  next_attempt_at: string | null;
  created_at: string;
  finished_at: string | null;
  /** The body as it is sent, without expanded objects. */
  request: Record<string, unknown>;
  /** Oldest first. */
  attempts: AttemptView[];
}

export class ReplayedView {
  object: 'replay';
  /** Deliveries that will be sent again. */
  count: number;
}

export function toWebhookView(endpoint: WebhookEndpoint): WebhookView {
  return {
    object: 'webhook',
    id: endpoint.id,
    url: endpoint.url,
    description: endpoint.description,
    events: endpoint.events,
    expand: endpoint.expand,
    enabled: endpoint.isEnabled,
    disabled_reason: endpoint.disabledReason,
    simple_signature: endpoint.signsSimply,
    consecutive_failures: endpoint.consecutiveFailures,
    failing_since: endpoint.failingSince?.toISOString() ?? null,
    paused_until: endpoint.pausedUntil?.toISOString() ?? null,
    version: endpoint.version,
    created_at: endpoint.createdAt.toISOString(),
    updated_at: endpoint.updatedAt.toISOString(),
  };
}

export function toWebhookWithSecretView({ endpoint, secret }: WithSecret): WebhookWithSecretView {
  return { ...toWebhookView(endpoint), secret };
}

/** @param delivery with its notification loaded */
export function toDeliveryView(delivery: WebhookDelivery): WebhookDeliveryView {
  return {
    object: 'webhook_delivery',
    id: delivery.id,
    webhook_id: delivery.endpointId,
    message_id: delivery.notification.id,
    type: delivery.notification.type,
    sequence: Number(delivery.sequence),
    status: delivery.status,
    next_attempt_at: delivery.status === 'pending' ? delivery.dueAt.toISOString() : null,
    created_at: delivery.createdAt.toISOString(),
    finished_at: delivery.finishedAt?.toISOString() ?? null,
    request: { ...toPayload(delivery.notification) },
    attempts: delivery.attemptLog.map(({ at, duration_ms, status, error, detail, answer }) => ({
      at,
      duration_ms,
      status,
      error,
      detail: detail ?? null,
      answer,
    })),
  };
}

import type { EventClassification, EventError, EventOutcome, InboxEvent } from './inbox-event.entity.js';

export class EventView {
  object: 'event';
  id: string;
  /** Provider, or `inbound` for raw mail handed in. */
  source: string;
  /** The provider's id of the delivery. */
  delivery_id: string;
  /** The provider's name of the event. */
  type: string;
  /** Our name of it. */
  kind: string;
  email_id: string | null;
  status: string;
  received_at: string;
  occurred_at: string | null;
  finished_at: string | null;
  attempts: number;
  last_error: EventError | null;
  classification: EventClassification | null;
  outcome: EventOutcome | null;
}

export class EventWithPayloadView extends EventView {
  /** The body as the provider sent it; null when retention has taken it away. */
  payload: Record<string, unknown> | null;
  payload_purged_at: string | null;
}

export function toEventView(event: InboxEvent): EventView {
  return {
    object: 'event',
    id: event.id,
    source: event.source,
    delivery_id: event.deliveryId,
    type: event.type,
    kind: event.kind,
    email_id: event.emailId,
    status: event.status,
    received_at: event.receivedAt.toISOString(),
    occurred_at: event.occurredAt?.toISOString() ?? null,
    finished_at: event.finishedAt?.toISOString() ?? null,
    attempts: event.attempts,
    last_error: event.lastError,
    classification: event.classification,
    outcome: event.outcome,
  };
}

export function toEventWithPayloadView(event: InboxEvent): EventWithPayloadView {
  return {
    ...toEventView(event),
    payload: JSON.parse(event.payload) as Record<string, unknown> | null,
    payload_purged_at: event.payloadPurgedAt?.toISOString() ?? null,
  };
}

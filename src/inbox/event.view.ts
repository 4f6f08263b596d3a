import type { EventStatus, InboxEvent } from './inbox-event.entity.js';

/** Why the last attempt did not succeed. */
export class EventErrorView {
  /** Stable; the list is open. */
  code: string;
  detail: string;
  at: string;
  /** How many attempts in a row ended this way. */
  times?: number;
}

export class EventClassificationView {
  /** Kind of mail, as in the message. */
  kind: string;
  /** Stable; the list is open. */
  reason: string;
}

/** What became of an event. */
export class EventOutcomeView {
  /** `ticket_opened`, `ticket_continued`, `message_held`, `suppression_changed`, `no_change` …; the list is open. */
  kind: string;
  ticket_id: string | null;
  message_id: string | null;
  /** Addresses whose entry on the suppression list this event changed. */
  suppressions: string[];
  /** Why nothing was done, or not the obvious; a stable code. */
  reason?: string;
}

export class EventView {
  object: 'event';
  id: string;
  /** Provider id, or `inbound` for raw mail handed in. */
  source: string;
  /** The provider's id of the delivery. */
  delivery_id: string;
  /** The provider's name of the event. */
  type: string;
  /** Our name of the event, the same for all providers. */
  kind: string;
  email_id: string | null;
  status: EventStatus;
  received_at: string;
  occurred_at: string | null;
  finished_at: string | null;
  attempts: number;
  last_error: EventErrorView | null;
  classification: EventClassificationView | null;
  outcome: EventOutcomeView | null;
}

export class EventWithPayloadView extends EventView {
  /** The body as the provider sent it; null once it has been removed. */
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

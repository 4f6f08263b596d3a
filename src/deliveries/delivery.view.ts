import type { DeliveryEvent } from './delivery-log.js';
import type { Delivery } from './fold-delivery.js';

export class RecipientStateView {
  /** Null for one of several recipients, if it is not known which. */
  address: string | null;
  /** `sent | deferred | delivered | failed | suppressed | bounced | complained` */
  status: string;
  since: string;
  bounce_type: string | null;
  bounce_subtype: string | null;
  diagnostic_code: string | null;
  /** Why it failed or was suppressed, in the provider's words. */
  reason: string | null;
}

export class DeliveryEventView {
  event_id: string;
  /** Provider id, or `report` for a verified bounce or complaint that came as mail. */
  source: string;
  kind: string;
  recipient: string | null;
  occurred_at: string;
}

export class DeliveryView {
  object: 'delivery';
  source: string;
  email_id: string | null;
  message_id: string | null;
  recipients: RecipientStateView[];
  /** Every address that an event named. */
  named_recipients: string[];
  last_event_at: string;
  /** Oldest first. */
  events: DeliveryEventView[];
}

export function toDeliveryView(delivery: Delivery): DeliveryView {
  return {
    object: 'delivery',
    source: delivery.source,
    email_id: delivery.emailId,
    message_id: delivery.messageId,
    recipients: delivery.states.map(({ address, status, since, decisive }) => ({
      address,
      status,
      since: since.toISOString(),
      bounce_type: decisive.bounceType,
      bounce_subtype: decisive.bounceSubtype,
      diagnostic_code: decisive.diagnosticCode,
      reason: decisive.reason,
    })),
    named_recipients: delivery.recipients,
    last_event_at: delivery.lastEventAt.toISOString(),
    events: delivery.events.map(toEventView),
  };
}

function toEventView(event: DeliveryEvent): DeliveryEventView {
  return {
    event_id: event.eventId,
    source: event.source,
    kind: event.kind,
    recipient: event.recipient,
    occurred_at: event.occurredAt.toISOString(),
  };
}

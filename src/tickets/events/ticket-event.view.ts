import type { PageEnd } from '../../platform/http/page.js';
import type { TicketEvent } from './ticket-event.entity.js';

export class TicketEventView {
  object: 'ticket_event';
  id: string;
  ticket_id: string;
  at: string;
  /** Stable code, such as `opened`, `message_received`, `changed`. */
  kind: string;
  /** `mail`, `system`, or `key:<id>` of the API key. */
  actor: string;
  message_id: string | null;
  data: Record<string, unknown>;
}

export function toTicketEventView(event: TicketEvent): TicketEventView {
  return {
    object: 'ticket_event',
    id: event.id,
    ticket_id: event.ticketId,
    at: event.at.toISOString(),
    kind: event.kind,
    actor: event.actor,
    message_id: event.messageId,
    data: event.data,
  };
}

export function endOfEvents({ id }: TicketEvent): PageEnd {
  return { value: '', id };
}

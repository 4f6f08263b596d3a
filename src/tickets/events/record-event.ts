import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type { TicketEventKind } from './ticket-event.entity.js';

/** Who does something that no API key does. */
export const BY_MAIL = 'mail';
export const BY_SYSTEM = 'system';

/** Puts an entry on a ticket's timeline, in the transaction of what happened. */
export async function recordEvent(
  tx: EntityManager,
  event: {
    ticketId: string;
    kind: TicketEventKind;
    actor: string;
    messageId?: string | null;
    data?: Record<string, unknown>;
  },
): Promise<void> {
  await tx.query(
    'INSERT INTO ticket_events (id, ticket_id, kind, actor, message_id, data) VALUES ($1, $2, $3, $4, $5, $6)',
    [uuidv7(), event.ticketId, event.kind, event.actor, event.messageId ?? null, event.data ?? {}],
  );
}

import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { run, type Sql, sql } from '../../platform/database/sql.js';
import type { TicketEventKind } from './ticket-event.entity.js';

/** Actors of what was done without an API key. */
export const BY_MAIL = 'mail';
export const BY_SYSTEM = 'system';

/** An entry of a ticket's timeline. */
export interface NewTicketEvent {
  ticketId: string;
  kind: TicketEventKind;
  actor: string;
  messageId?: string | null;
  data?: Record<string, unknown>;
}

/** Adds an entry to a ticket's timeline, in the transaction of what happened. */
export async function recordEvent(tx: EntityManager, event: NewTicketEvent): Promise<void> {
  await run(tx, recordingEvents([event]));
}

/** @param events in their order */
export function recordingEvents(events: NewTicketEvent[]): Sql {
  const column = <T>(value: (event: NewTicketEvent) => T): T[] => events.map(value);
  return sql`
    INSERT INTO ticket_events (id, ticket_id, kind, actor, message_id, data)
    SELECT * FROM unnest(
      ${column(() => uuidv7())}::uuid[], ${column(({ ticketId }) => ticketId)}::uuid[],
      ${column(({ kind }) => kind)}::text[], ${column(({ actor }) => actor)}::text[],
      ${column(({ messageId }) => messageId ?? null)}::uuid[],
      ${column(({ data }) => JSON.stringify(data ?? {}))}::jsonb[])`;
}

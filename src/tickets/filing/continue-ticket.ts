import { needed, type Sql, sql } from '../../platform/database/sql.js';
import type { TicketStatus } from '../ticket.entity.js';

/** A person's mail opens a ticket in one of these states again. */
export const OPENED_AGAIN: readonly TicketStatus[] = ['pending', 'solved', 'closed'];

/** The ticket was merged into another one after it was decided that a mail continues it. */
export class TicketMoved extends Error {
  override readonly name = 'TicketMoved';
}

/**
 * A person's mail opens a pending, solved or closed ticket again; a machine's mail only updates its time and version. A
 * mail to another mailbox adds the ticket to that mailbox too.
 *
 * Every transaction that writes to a ticket and to rows that belong to it locks the ticket first, so that no two wait
 * for each other. Whatever else is written for a mail is therefore in the same statement or comes later. If this update
 * waits for another transaction, PostgreSQL checks its condition again on the new row (13.2.1), so it does not match a
 * ticket that was merged meanwhile.
 *
 * @returns a write that fails with `TicketMoved`
 */
export const continuingTicket = (ticketId: string, mail: { isHuman: boolean; mailboxIds: string[] }): Sql =>
  needed(update(ticketId, mail), () => new TicketMoved(`Ticket ${ticketId} was merged into another one.`));

const update = (ticketId: string, mail: { isHuman: boolean; mailboxIds: string[] }): Sql => sql`
  UPDATE tickets
  SET updated_at = now(), version = version + 1,
      status = CASE WHEN ${mail.isHuman}::boolean AND status = ANY(${OPENED_AGAIN}::text[]) THEN 'open' ELSE status END,
      ended_at = CASE WHEN ${mail.isHuman}::boolean AND status = ANY(${OPENED_AGAIN}::text[]) THEN NULL ELSE ended_at END,
      mailbox_ids = mailbox_ids || ARRAY(SELECT unnest(${mail.mailboxIds}::uuid[]) EXCEPT SELECT unnest(mailbox_ids))
  WHERE id = ${ticketId} AND root_id = id
  RETURNING id`;

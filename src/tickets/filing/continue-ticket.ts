import { needed, type Sql, sql } from '../../platform/database/sql.js';
import type { TicketStatus } from '../ticket.entity.js';

/** A person who writes to a ticket of these opens it again. */
export const OPENED_AGAIN: readonly TicketStatus[] = ['pending', 'solved', 'closed'];

/** The ticket that a mail continues was merged into another one after that was decided. */
export class TicketMoved extends Error {
  override readonly name = 'TicketMoved';
}

/**
 * A person's mail opens a solved or waiting ticket again; a machine's mail only makes it younger. A mail to another
 * mailbox brings the ticket there too.
 *
 * Whoever writes to a ticket and to what belongs to it takes the ticket first, so that no two wait for each other: what else
 * a mail writes is written by the same statement, or after it. Where this waits for somebody, the row is read again as they
 * left it (PostgreSQL, 13.2.1), and a ticket that they merged is none that this meets.
 *
 * @returns a write that refuses with `TicketMoved`
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

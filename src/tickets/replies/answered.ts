import type { EntityManager } from 'typeorm';
import { addressKey } from '../../suppressions/address-key.js';
import { primaryAddress } from '../contact.entity.js';
import type { Ticket } from '../ticket.entity.js';

/** What a reply to a ticket answers. */
export interface Answered {
  /** The requester's address; null if there is none. */
  address: string | null;
  /** Of the latest inbound mail; empty if there is none. */
  messageId: string;
  references: string[];
}

/**
 * The latest inbound mail, and the requester's address: the one last written from, otherwise the primary one. Reply-To
 * is only the sender's claim and may name anybody, so it is shown and not followed.
 */
export async function answeredBy(tx: EntityManager, ticket: Ticket): Promise<Answered> {
  const rows: { message_id: string; references: string[]; from_address: string }[] = await tx.query(
    `SELECT message.message_id, message."references", message.from_address
     FROM messages AS message JOIN tickets AS member ON member.id = message.ticket_id
     WHERE member.root_id = $1 AND message.direction = 'inbound'
     ORDER BY message.received_at DESC, message.id DESC LIMIT 50`,
    [ticket.id],
  );
  const own = ticket.requester?.addresses.map(({ address }) => address) ?? [];
  const lastFrom = rows.map((row) => addressKey(row.from_address) ?? '').find((key) => own.includes(key));
  const fallback = ticket.requester === null ? null : primaryAddress(ticket.requester);
  return {
    address: lastFrom ?? fallback,
    messageId: rows[0]?.message_id ?? '',
    references: rows[0]?.references ?? [],
  };
}

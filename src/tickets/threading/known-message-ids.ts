import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { normaliseMessageId } from '../../mail/threading/message-ids.js';
import { type Claim, participates, withinReach } from './claim.js';
import type { ThreadQuestion } from './matcher.js';

/** A ticket within the mailboxes that knows one of the ids. */
export interface KnownBy extends Claim {
  messageId: string;
  /** The id belongs to one of the ticket's own messages; otherwise one of them only mentions it. */
  isOwn: boolean;
}

/** A Message-ID's index form: of fixed length, whatever a sender wrote. */
export function messageIdHash(messageId: string): Buffer {
  return createHash('sha256').update(normaliseMessageId(messageId)).digest();
}

/**
 * Which tickets know any of these ids, in the order of the ids. A ticket of another team's mailbox does not count; the
 * catch-all is no team's, so there is no boundary around it.
 */
export async function findTicketsKnowing(
  tx: EntityManager,
  ids: string[],
  { mailboxIds, sender }: Pick<ThreadQuestion, 'mailboxIds' | 'sender'>,
): Promise<KnownBy[]> {
  if (ids.length === 0) return [];
  const rows: { position: number; ticket_id: string; is_own: boolean; participates: boolean }[] =
    await tx.query(
      `SELECT asked.position::int, ticket.root_id AS ticket_id, known.is_own,
              ${participates('ticket.root_id', '$3')} AS participates
       FROM unnest($2::bytea[]) WITH ORDINALITY AS asked(hash, position)
       JOIN ticket_message_ids AS known ON known.message_id_hash = asked.hash
       JOIN tickets AS ticket ON ticket.id = known.ticket_id
       WHERE ${withinReach('ticket.mailbox_ids', '$1')}
       ORDER BY asked.position, known.is_own DESC, known.ticket_id DESC`,
      [mailboxIds, ids.map(messageIdHash), sender.addresses],
    );
  return rows.map((row) => ({
    messageId: ids[row.position - 1]!,
    ticketId: row.ticket_id,
    isOwn: row.is_own,
    senderParticipates: row.participates,
  }));
}

/** Remembers a message's own id and every id it mentions, for mails that come later. */
export async function rememberMessageIds(
  tx: EntityManager,
  message: { ticketId: string; messageId: string; mentioned: string[] },
): Promise<void> {
  const own = messageIdHash(message.messageId);
  const mentioned = message.mentioned.map(messageIdHash).filter((hash) => !hash.equals(own));
  const hashes = [own, ...mentioned];
  await tx.query(
    `INSERT INTO ticket_message_ids (ticket_id, message_id_hash, is_own)
     SELECT $1, hash, bool_or(is_own) FROM unnest($2::bytea[], $3::boolean[]) AS id(hash, is_own) GROUP BY hash
     ON CONFLICT (message_id_hash, ticket_id)
       DO UPDATE SET is_own = ticket_message_ids.is_own OR excluded.is_own`,
    [message.ticketId, hashes, hashes.map((_hash, index) => index === 0)],
  );
}

/**
 * Makes the mails of one thread wait for each other until the transaction ends: two that arrive at the same moment
 * would not see each other and open a ticket each.
 */
export async function lockThread(tx: EntityManager, ids: string[]): Promise<void> {
  const keys = ids.map((id) => messageIdHash(id).readBigInt64BE().toString());
  await tx.query(
    `SELECT pg_advisory_xact_lock(key)
     FROM (SELECT DISTINCT key FROM unnest($1::bigint[]) AS key ORDER BY key) AS ordered`,
    [keys],
  );
}

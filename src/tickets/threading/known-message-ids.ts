import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { normaliseMessageId } from '../../mail/threading/message-ids.js';

/** A ticket of the mailbox that knows one of the ids. */
export interface KnownBy {
  messageId: string;
  ticketId: string;
  /** The id belongs to one of the ticket's own messages; otherwise one of them only mentions it. */
  isOwn: boolean;
  senderParticipates: boolean;
}

/** A Message-ID's index form: of fixed length, whatever a sender wrote. */
export function messageIdHash(messageId: string): Buffer {
  return createHash('sha256').update(normaliseMessageId(messageId)).digest();
}

/** Which tickets of the mailbox know any of these ids, in the order of the ids. */
export async function findTicketsKnowing(
  tx: EntityManager,
  ids: string[],
  { mailboxId, sender }: { mailboxId: string; sender: string | null },
): Promise<KnownBy[]> {
  if (ids.length === 0) return [];
  const rows: { position: number; ticket_id: string; is_own: boolean; participates: boolean }[] =
    await tx.query(
      `SELECT asked.position::int, known.ticket_id, known.is_own,
            EXISTS (SELECT 1 FROM ticket_participants AS participant
                    WHERE participant.ticket_id = known.ticket_id AND participant.address = $3) AS participates
     FROM unnest($2::bytea[]) WITH ORDINALITY AS asked(hash, position)
     JOIN ticket_message_ids AS known ON known.mailbox_id = $1 AND known.message_id_hash = asked.hash
     ORDER BY asked.position, known.is_own DESC, known.ticket_id DESC`,
      [mailboxId, ids.map(messageIdHash), sender],
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
  message: { mailboxId: string; ticketId: string; messageId: string; mentioned: string[] },
): Promise<void> {
  const own = messageIdHash(message.messageId);
  const mentioned = message.mentioned.map(messageIdHash).filter((hash) => !hash.equals(own));
  const hashes = [own, ...mentioned];
  await tx.query(
    `INSERT INTO ticket_message_ids (mailbox_id, ticket_id, message_id_hash, is_own)
     SELECT $1, $2, hash, bool_or(is_own) FROM unnest($3::bytea[], $4::boolean[]) AS id(hash, is_own) GROUP BY hash
     ON CONFLICT (mailbox_id, message_id_hash, ticket_id)
       DO UPDATE SET is_own = ticket_message_ids.is_own OR excluded.is_own`,
    [message.mailboxId, message.ticketId, hashes, hashes.map((_hash, index) => index === 0)],
  );
}

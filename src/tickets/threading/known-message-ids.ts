import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { normaliseMessageId } from '../../mail/threading/message-ids.js';
import { run, type Sql, sql } from '../../platform/database/sql.js';

/** A Message-ID as it is indexed: of fixed length, whatever the sender wrote. */
export function messageIdHash(messageId: string): Buffer {
  return createHash('sha256').update(normaliseMessageId(messageId)).digest();
}

/** Remembers a message's own id and every id it mentions, for mails that come later. */
export async function rememberMessageIds(
  tx: EntityManager,
  message: { ticketId: string; messageId: string; mentioned: string[] },
): Promise<void> {
  await run(tx, rememberingMessageIds(message));
}

export function rememberingMessageIds(message: {
  ticketId: string;
  messageId: string;
  mentioned: string[];
}): Sql {
  const own = messageIdHash(message.messageId);
  const mentioned = message.mentioned.map(messageIdHash).filter((hash) => !hash.equals(own));
  const hashes = [own, ...mentioned];
  const areOwn = hashes.map((_hash, index) => index === 0);
  return sql`
    INSERT INTO ticket_message_ids (ticket_id, message_id_hash, is_own)
    SELECT ${message.ticketId}, hash, bool_or(is_own)
    FROM unnest(${hashes}::bytea[], ${areOwn}::boolean[]) AS id (hash, is_own) GROUP BY hash
    ON CONFLICT (message_id_hash, ticket_id)
      DO UPDATE SET is_own = ticket_message_ids.is_own OR excluded.is_own`;
}

/**
 * Keys of the locks that make mails of one thread, and mails of one sender, wait for each other. Otherwise two that
 * arrive at the same moment would not see each other, and each would open a ticket or create a contact.
 *
 * @param sender null if the mail names no single sender
 */
export function threadLocks(messageIds: string[], sender: string | null): bigint[] {
  const names = [...messageIds.map(messageIdHash), ...(sender === null ? [] : [senderHash(sender)])];
  return names.map((name) => name.readBigInt64BE());
}

const senderHash = (address: string): Buffer => createHash('sha256').update(`sender ${address}`).digest();

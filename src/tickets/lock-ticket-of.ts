import type { EntityManager } from 'typeorm';

/**
 * Locks the ticket of a message until the transaction ends; does nothing if the message has none. Every writer of a
 * message locks its ticket first, so that no two wait for each other.
 *
 * @param strength `UPDATE` for a caller who changes the ticket too: of two that hold the weaker lock, neither gets the
 *   stronger one
 */
export async function lockTicketOf(
  tx: EntityManager,
  messageId: string,
  strength: 'KEY SHARE' | 'UPDATE' = 'KEY SHARE',
): Promise<void> {
  await tx.query(
    `SELECT FROM tickets AS ticket JOIN messages AS message ON message.ticket_id = ticket.id
     WHERE message.id = $1 FOR ${strength} OF ticket`,
    [messageId],
  );
}

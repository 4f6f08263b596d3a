import type { EntityManager } from 'typeorm';

/**
 * Keeps the ticket of a message where it is until the transaction ends: whoever writes to a message takes its ticket first,
 * as everybody does, so that no two wait for each other. Nothing for a message of no ticket.
 *
 * @param strength `UPDATE` for who changes the ticket too: of two that hold the weaker lock neither gets the stronger one
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

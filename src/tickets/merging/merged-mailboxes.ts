import type { EntityManager } from 'typeorm';
import { returning } from '../../platform/database/returning.js';

/**
 * Adds the mailboxes of a merged ticket to the one it was merged into.
 *
 * @param into locked
 * @returns those that are new to it; the event of the merge keeps them, for when it is undone
 */
export async function bringMailboxes(tx: EntityManager, from: string, into: string): Promise<string[]> {
  const brought: { id: string }[] = await tx.query(
    `SELECT unnest(mailbox_ids) AS id FROM tickets WHERE id = $1
     EXCEPT SELECT unnest(mailbox_ids) FROM tickets WHERE id = $2`,
    [from, into],
  );
  const ids = brought.map(({ id }) => id);
  await tx.query('UPDATE tickets SET mailbox_ids = mailbox_ids || $2::uuid[] WHERE id = $1', [into, ids]);
  return ids;
}

/**
 * After a ticket was unmerged: removes the mailboxes that merges brought to `parent` and to the tickets that this one
 * was merged into in turn. A mailbox stays if it is the ticket's own, or another merged ticket or the ticket's own mail
 * has it.
 */
export async function takeMailboxesBack(tx: EntityManager, parent: string): Promise<void> {
  let ticketId: string | null = parent;
  while (ticketId !== null) {
    const [changed]: { next: string | null }[] = await returning(tx, TAKE_BACK, [ticketId]);
    ticketId = changed?.next ?? null;
  }
}

const TAKE_BACK = `
  UPDATE tickets AS ticket
  SET mailbox_ids = ARRAY(
    SELECT mailbox.id FROM unnest(ticket.mailbox_ids) WITH ORDINALITY AS mailbox (id, place)
    WHERE mailbox.id = ticket.mailbox_id
       OR NOT EXISTS (SELECT FROM ticket_events AS event WHERE event.ticket_id = ticket.id AND event.kind = 'merged'
                      AND event.data->'mailbox_ids' @> to_jsonb(mailbox.id))
       OR EXISTS (SELECT FROM tickets AS child
                  WHERE child.merged_into = ticket.id AND child.mailbox_ids @> ARRAY[mailbox.id])
       OR EXISTS (SELECT FROM messages AS message WHERE message.ticket_id = ticket.id
                  AND (message.mailbox_id = mailbox.id
                       OR message.routing @> jsonb_build_array(jsonb_build_object('mailbox_id', mailbox.id))))
    ORDER BY mailbox.place)
  WHERE ticket.id = $1
  RETURNING ticket.merged_into AS next`;

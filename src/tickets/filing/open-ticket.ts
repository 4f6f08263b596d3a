import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type { TicketPriority, TicketStatus } from '../ticket.entity.js';

/** Shown where a mail has no subject. */
const NO_SUBJECT = '(no subject)';

export interface NewTicket {
  mailboxIds: string[];
  subject: string;
  /** Becomes participant too; null when the mail names no single sender that could be answered. */
  requester: { contactId: string; address: string } | null;
  followsTicketId: string | null;
  status?: TicketStatus;
  priority?: TicketPriority;
  assignee?: string | null;
  tags?: string[];
}

/** Opens a ticket with its mailbox's defaults for all that is not said. */
export async function openTicket(tx: EntityManager, ticket: NewTicket): Promise<string> {
  const id = uuidv7();
  await tx.query(
    `WITH ticket AS (
       INSERT INTO tickets (id, root_id, mailbox_id, mailbox_ids, subject, requester_id, follows_ticket_id,
                            status, priority, assignee, tags)
       SELECT $1, $1, mailbox.id, $3, $4, $5, $6, $7, coalesce($8, mailbox.default_priority),
              coalesce($9, mailbox.default_assignee), mailbox.default_tags || $10::text[]
       FROM mailboxes AS mailbox WHERE mailbox.id = $2
       RETURNING id
     )
     INSERT INTO ticket_participants (ticket_id, address) SELECT id, $11::text FROM ticket WHERE $11 IS NOT NULL`,
    [
      id,
      ticket.mailboxIds[0],
      ticket.mailboxIds,
      ticket.subject || NO_SUBJECT,
      ticket.requester?.contactId ?? null,
      ticket.followsTicketId,
      ticket.status ?? 'open',
      ticket.priority ?? null,
      ticket.assignee ?? null,
      ticket.tags ?? [],
      ticket.requester?.address ?? null,
    ],
  );
  return id;
}

/** Lets an address continue a ticket by mail. */
export async function addParticipant(tx: EntityManager, ticketId: string, address: string): Promise<void> {
  await tx.query(
    'INSERT INTO ticket_participants (ticket_id, address) VALUES ($1, $2) ON CONFLICT DO NOTHING',
    [ticketId, address],
  );
}

/**
 * A person's mail opens a solved or waiting ticket again; a machine's mail only makes it younger. A mail to another
 * mailbox brings the ticket there too.
 */
export async function continueTicket(
  tx: EntityManager,
  ticketId: string,
  mail: { isHuman: boolean; mailboxIds: string[] },
): Promise<void> {
  await tx.query(
    `UPDATE tickets
     SET updated_at = now(), version = version + 1,
         status = CASE WHEN $2 AND status IN ('pending', 'solved', 'closed') THEN 'open' ELSE status END,
         ended_at = CASE WHEN $2 AND status IN ('solved', 'closed') THEN NULL ELSE ended_at END,
         mailbox_ids = mailbox_ids || ARRAY(SELECT unnest($3::uuid[]) EXCEPT SELECT unnest(mailbox_ids))
     WHERE id = $1`,
    [ticketId, mail.isHuman, mail.mailboxIds],
  );
}

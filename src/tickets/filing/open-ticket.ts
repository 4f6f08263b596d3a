import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type { InboundMessage } from './inbound-message.js';

/** Shown where a mail has no subject. */
const NO_SUBJECT = '(no subject)';

/** Opens a ticket for a mail; its sender becomes requester and participant. */
export async function openTicket(
  tx: EntityManager,
  mail: InboundMessage,
  mailboxId: string,
): Promise<string> {
  const ticketId = uuidv7();
  await tx.query(
    `WITH contact AS (
       INSERT INTO contacts (id, address, name) SELECT $4, $5, $6 WHERE $5::text IS NOT NULL
       ON CONFLICT (address) DO UPDATE
         SET name = CASE WHEN contacts.name = '' THEN excluded.name ELSE contacts.name END
       RETURNING id
     ), ticket AS (
       INSERT INTO tickets (id, mailbox_id, subject, requester_id)
       VALUES ($1, $2, $3, (SELECT id FROM contact))
     )
     SELECT 1`,
    [ticketId, mailboxId, mail.subject || NO_SUBJECT, uuidv7(), mail.sender, mail.from?.name ?? ''],
  );
  if (mail.sender !== null) {
    await tx.query('INSERT INTO ticket_participants (ticket_id, address) VALUES ($1, $2)', [
      ticketId,
      mail.sender,
    ]);
  }
  return ticketId;
}

/** A person's mail opens a solved or waiting ticket again; a machine's mail only makes it younger. */
export async function continueTicket(
  tx: EntityManager,
  ticketId: string,
  mail: InboundMessage,
): Promise<void> {
  await tx.query(
    `UPDATE tickets
     SET updated_at = now(), version = version + 1,
         status = CASE WHEN $2 AND status IN ('pending', 'solved', 'closed') THEN 'open' ELSE status END
     WHERE id = $1`,
    [ticketId, mail.classification.kind === 'human'],
  );
}

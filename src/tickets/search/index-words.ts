import type { EntityManager } from 'typeorm';
import { wordsOf } from './words.js';

/** Makes a message findable, under the ticket that shows it. */
export async function indexMessage(
  tx: EntityManager,
  message: { id: string; ticketId: string; subject: string; people: string[]; text: string },
): Promise<void> {
  const text = [message.subject, ...message.people, message.text].join('\n');
  await write(tx, message.id, message.ticketId, text);
}

/** Makes a ticket findable by a subject that none of its messages has. */
export async function indexSubject(tx: EntityManager, ticketId: string, subject: string): Promise<void> {
  await write(tx, ticketId, ticketId, subject);
}

async function write(tx: EntityManager, id: string, ticketId: string, text: string): Promise<void> {
  await tx.query(
    `INSERT INTO search_entries (id, ticket_id, words)
     SELECT $1, root_id, array_to_tsvector($3::text[]) FROM tickets WHERE id = $2
     ON CONFLICT (id) DO UPDATE SET ticket_id = excluded.ticket_id, words = excluded.words`,
    [id, ticketId, wordsOf(text)],
  );
}

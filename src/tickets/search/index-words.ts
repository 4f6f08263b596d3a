import type { EntityManager } from 'typeorm';
import type { Mailbox } from '../../mail/mail.js';
import { wordsOf } from './words.js';

/** Distinct words by which one ticket is found; a conversation that goes on for ever adds no more. */
const MAX_WORDS = 10_000;

/** Messages that are read to build a document anew, the newest ones. */
const MAX_MESSAGES = 500;

/** What of a message is searched. */
interface Searched {
  subject: string;
  people: Mailbox[];
  text: string;
}

interface MessageRow {
  subject: string;
  from_name: string;
  from_address: string;
  to: Mailbox[];
  cc: Mailbox[];
  text: string;
}

/** Makes a ticket, or the one that it was merged into, findable by a message. */
export async function indexMessage(
  tx: EntityManager,
  { ticketId, ...message }: Searched & { ticketId: string },
): Promise<void> {
  await addWords(tx, ticketId, wordsOf(textOf(message)));
}

/** Makes a ticket findable by a subject that none of its messages has. */
export async function indexSubject(tx: EntityManager, ticketId: string, subject: string): Promise<void> {
  await addWords(tx, ticketId, wordsOf(subject));
}

/** Builds a ticket's document anew, after something went away from it. Of a merged ticket there is none. */
export async function indexAgain(tx: EntityManager, ticketId: string): Promise<void> {
  await tx.query('DELETE FROM search_documents WHERE ticket_id = $1', [ticketId]);
  const family: { subject: string }[] = await tx.query('SELECT subject FROM tickets WHERE root_id = $1', [
    ticketId,
  ]);
  if (family.length === 0) return;
  const messages: MessageRow[] = await tx.query(
    `SELECT message.subject, message.from_name, message.from_address, message."to", message.cc, message.text
     FROM messages AS message JOIN tickets AS member ON member.id = message.ticket_id
     WHERE member.root_id = $1 ORDER BY message.received_at DESC LIMIT ${MAX_MESSAGES}`,
    [ticketId],
  );
  const texts = [...family.map(({ subject }) => subject), ...messages.map(textOfRow)];
  await addWords(tx, ticketId, [...new Set(texts.flatMap(wordsOf))].slice(0, MAX_WORDS));
}

function textOfRow({ from_name: name, from_address: address, to, cc, ...message }: MessageRow): string {
  return textOf({ ...message, people: [{ name, address }, ...to, ...cc] });
}

function textOf({ subject, people, text }: Searched): string {
  return [subject, ...people.flatMap(({ name, address }) => [name, address]), text].join('\n');
}

async function addWords(tx: EntityManager, ticketId: string, words: string[]): Promise<void> {
  await tx.query(
    `WITH ticket AS (
       SELECT root_id AS id, array_to_tsvector($2::text[]) AS words FROM tickets WHERE id = $1
     ), extended AS (
       UPDATE search_documents AS document SET words = document.words || ticket.words
       FROM ticket WHERE document.ticket_id = ticket.id AND length(document.words) < ${MAX_WORDS}
     )
     INSERT INTO search_documents (ticket_id, generation, words)
     SELECT id, next_search_generation(), words FROM ticket
     WHERE NOT EXISTS (SELECT FROM search_documents WHERE ticket_id = ticket.id)
     ON CONFLICT (ticket_id) DO UPDATE SET words = search_documents.words || excluded.words`,
    [ticketId, words],
  );
}

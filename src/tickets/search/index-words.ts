import type { EntityManager } from 'typeorm';
import type { Mailbox } from '../../mail/mail.js';
import { type Sql, sql, verbatim, writeTogether } from '../../platform/database/sql.js';
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
  await writeTogether(tx, indexingMessage({ ticketId, ...message }));
}

export const indexingMessage = ({ ticketId, ...message }: Searched & { ticketId: string }): Sql[] =>
  addingWords(ticketId, wordsOf(textOf(message)));

/** Makes a ticket findable by a subject that none of its messages has. */
export async function indexSubject(tx: EntityManager, ticketId: string, subject: string): Promise<void> {
  await writeTogether(tx, addingWords(ticketId, wordsOf(subject)));
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
  const words = [...new Set(texts.flatMap(wordsOf))].slice(0, MAX_WORDS);
  await writeTogether(tx, addingWords(ticketId, words));
}

function textOfRow({ from_name: name, from_address: address, to, cc, ...message }: MessageRow): string {
  return textOf({ ...message, people: [{ name, address }, ...to, ...cc] });
}

function textOf({ subject, people, text }: Searched): string {
  return [subject, ...people.flatMap(({ name, address }) => [name, address]), text].join('\n');
}

/** A ticket that is opened by the same statement is not to be seen yet: it is its own root. */
function addingWords(ticketId: string, words: string[]): Sql[] {
  const root = sql`coalesce((SELECT root_id FROM tickets WHERE id = ${ticketId}::uuid), ${ticketId}::uuid)`;
  const added = sql`array_to_tsvector(${words}::text[])`;
  return [
    sql`UPDATE search_documents SET words = words || ${added}
        WHERE ticket_id = ${root} AND length(words) < ${verbatim(String(MAX_WORDS))}`,
    sql`INSERT INTO search_documents (ticket_id, generation, words)
        SELECT ${root}, next_search_generation(), ${added}
        WHERE NOT EXISTS (SELECT FROM search_documents WHERE ticket_id = ${root})
        ON CONFLICT (ticket_id) DO UPDATE SET words = search_documents.words || excluded.words`,
  ];
}

import { setImmediate as nextTurn } from 'node:timers/promises';
import type { EntityManager } from 'typeorm';
import type { Mailbox } from '../../mail/mail.js';
import { run, type Sql, sql, verbatim } from '../../platform/database/sql.js';
import { MAX_TEXT_CHARS, wordsOf } from './words.js';

/** Distinct words by which one ticket is found; a conversation without end adds no more. */
const MAX_WORDS = 10_000;

/**
 * A document of this size takes no more words. PostgreSQL refuses one above 1 MB, the index needs room for the
 * generation before each word, and one message may add 180 kB. Today's words never come to it; longer ones once did.
 */
const MAX_BYTES = 700_000;

/** How many of the newest messages are read to rebuild a document, and how many of them at once. */
const MAX_MESSAGES = 500;
const PORTION = 20;

/** The parts of a message that are searched. */
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
  message: Searched & { ticketId: string },
): Promise<void> {
  await run(tx, indexingMessage(message));
}

export const indexingMessage = ({ ticketId, ...message }: Searched & { ticketId: string }): Sql =>
  addingWords(ticketId, wordsOf(textOf(message)));

/** Makes a ticket findable by a subject that none of its messages has. */
export async function indexSubject(tx: EntityManager, ticketId: string, subject: string): Promise<void> {
  await run(tx, addingWords(ticketId, wordsOf(subject)));
}

/**
 * Rebuilds the documents of tickets after something was removed from them. A merged ticket has none.
 *
 * Locks all of them before it reads anything: a transaction that builds one at the same time comes before, and is seen,
 * or after.
 */
export async function indexAgain(tx: EntityManager, ticketIds: readonly string[]): Promise<void> {
  await holdDocuments(tx, ticketIds);
  for (const ticketId of ticketIds) await rebuild(tx, ticketId);
}

/** The same for the tickets that show the messages of these. Waits for a merge in progress, and follows it. */
export async function indexShowing(tx: EntityManager, ticketIds: readonly string[]): Promise<void> {
  const done = new Set<string>();
  for (;;) {
    const rows: { root_id: string }[] = await tx.query(
      'SELECT DISTINCT root_id FROM tickets WHERE id = ANY($1::uuid[])',
      [ticketIds],
    );
    const roots = rows.map(({ root_id }) => root_id).filter((id) => !done.has(id));
    if (roots.length === 0) return;
    await indexAgain(tx, roots);
    for (const root of roots) done.add(root);
  }
}

/**
 * Locks the documents, in one order, so that two transactions cannot wait for each other. Missing ones are created,
 * because a lock would not find them; others are not written. A row written twice in a transaction has its ticket
 * looked up again, and would wait for whoever has locked the ticket.
 */
async function holdDocuments(tx: EntityManager, ticketIds: readonly string[]): Promise<void> {
  await tx.query(
    `INSERT INTO search_documents (ticket_id, generation, words)
     SELECT DISTINCT id, newest_search_generation(), ''::tsvector FROM unnest($1::uuid[]) AS id ORDER BY id
     ON CONFLICT (ticket_id) DO NOTHING`,
    [ticketIds],
  );
  await tx.query(
    'SELECT FROM search_documents WHERE ticket_id = ANY($1::uuid[]) ORDER BY ticket_id FOR UPDATE',
    [ticketIds],
  );
}

async function rebuild(tx: EntityManager, ticketId: string): Promise<void> {
  const family: { subject: string }[] = await tx.query('SELECT subject FROM tickets WHERE root_id = $1', [
    ticketId,
  ]);
  if (family.length === 0) {
    await tx.query('DELETE FROM search_documents WHERE ticket_id = $1', [ticketId]);
    return;
  }
  const words = new Set(family.flatMap(({ subject }) => wordsOf(subject)));
  for await (const text of textsOf(tx, ticketId)) {
    for (const word of wordsOf(text)) words.add(word);
    if (words.size >= MAX_WORDS) break;
    await nextTurn(); // a long conversation takes seconds, and others wait for this thread
  }
  await tx.query(
    `INSERT INTO search_documents (ticket_id, generation, words)
     VALUES ($1, next_search_generation(), array_to_tsvector($2::text[]))
     ON CONFLICT (ticket_id) DO UPDATE SET generation = excluded.generation, words = excluded.words`,
    [ticketId, [...words].slice(0, MAX_WORDS)],
  );
}

/** Texts of the messages that a ticket shows, newest first. */
async function* textsOf(tx: EntityManager, ticketId: string): AsyncGenerator<string> {
  const newest: { id: string }[] = await tx.query(
    `SELECT message.id FROM messages AS message JOIN tickets AS member ON member.id = message.ticket_id
     WHERE member.root_id = $1 ORDER BY message.received_at DESC LIMIT ${MAX_MESSAGES}`,
    [ticketId],
  );
  while (newest.length > 0) {
    const messages: MessageRow[] = await tx.query(
      `SELECT subject, from_name, from_address, "to", cc, left(text, ${MAX_TEXT_CHARS}) AS text
       FROM messages WHERE id = ANY($1) ORDER BY received_at DESC`,
      [newest.splice(0, PORTION).map(({ id }) => id)],
    );
    yield* messages.map(textOfRow);
  }
}

function textOfRow({ from_name: name, from_address: address, to, cc, ...message }: MessageRow): string {
  return textOf({ ...message, people: [{ name, address }, ...to, ...cc] });
}

function textOf({ subject, people, text }: Searched): string {
  return [subject, ...people.flatMap(({ name, address }) => [name, address]), text].join('\n');
}

/**
 * A ticket that the same statement opens is not visible yet: it is its own root. A document that another transaction is
 * rebuilding is not visible either; the unique key finds it.
 */
function addingWords(ticketId: string, words: string[]): Sql {
  const root = sql`coalesce((SELECT root_id FROM tickets WHERE id = ${ticketId}::uuid), ${ticketId}::uuid)`;
  return sql`
    INSERT INTO search_documents (ticket_id, generation, words)
    SELECT root.id, CASE WHEN EXISTS (SELECT FROM search_documents WHERE ticket_id = root.id)
                         THEN newest_search_generation() ELSE next_search_generation() END,
           array_to_tsvector(${words}::text[])
    FROM (SELECT ${root} AS id) AS root
    ON CONFLICT (ticket_id) DO UPDATE SET words = search_documents.words || excluded.words
    WHERE length(search_documents.words) < ${verbatim(String(MAX_WORDS))}
      AND octet_length(tsvectorsend(search_documents.words)) < ${verbatim(String(MAX_BYTES))}`;
}

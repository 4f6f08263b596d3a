import type { EntityManager } from 'typeorm';
import type { TicketSort } from '../ticket.dto.js';
import type { TicketFilter } from '../ticket-filter.js';
import { toQuery } from './words.js';

type Database = Pick<EntityManager, 'query'>;

/** Stands for the number of a generation in a query; no word holds it. */
const GENERATION = '?';

/** Tickets that fit the filter and are looked at one by one. */
const MAX_FILTERED = 500;

/** Tickets with the words that are put into an order other than that of their last change. */
const MAX_REORDERED = 1_000;

/**
 * Ids of the tickets that fit a filter and have all the words, in the filter's order.
 *
 * Neither the words nor the filter alone bound the work: a word may be in every third ticket, a filter may leave half a
 * million. So a narrow filter is tried first, and then the generations of documents (see the migration) are gone
 * through from the newest back until the page is full. Orders other than `updated` cover the 1,000 tickets changed last.
 */
export async function searchTickets(
  db: Database,
  q: string,
  filter: TicketFilter,
  { sort, limit }: { sort: TicketSort; limit: number },
): Promise<string[]> {
  const number = /^\s*#(\d{1,15})\s*$/.exec(q)?.[1];
  if (number !== undefined) return ticketOfNumber(db, number, filter);
  const words = toQuery(q);
  if (words === null) return [];
  const few = filter.isNarrow ? await amongFiltered(db, words, filter, limit) : null;
  if (few !== null) return few;
  const newest = await generationOf(db, sort === 'updated' ? filter.afterId : null);
  const query = toQuery(q, `${GENERATION} `)!;
  return sort === 'updated'
    ? fromNewest(db, query, newest, filter, limit)
    : reordered(db, query, newest, filter, limit);
}

async function ticketOfNumber(
  db: Database,
  number: string,
  { conditions, parameters }: TicketFilter,
): Promise<string[]> {
  const isIt = `ticket.number = $${parameters.length + 1}::bigint`;
  return ids(
    await db.query(`SELECT id FROM tickets AS ticket WHERE ${isIt} AND ${conditions}`, [
      ...parameters,
      number,
    ]),
  );
}

/** @returns null when there are more tickets than one can look at, and too few of those have the words */
async function amongFiltered(
  db: Database,
  words: string,
  { conditions, order, parameters }: TicketFilter,
  limit: number,
): Promise<string[] | null> {
  const rows: { id: string; has_words: boolean }[] = await db.query(
    `SELECT ticket.id, coalesce((
       SELECT words @@ $${parameters.length + 1}::tsquery FROM search_documents WHERE ticket_id = ticket.id
     ), false) AS has_words
     FROM (SELECT id FROM tickets AS ticket WHERE ${conditions} ORDER BY ${order} LIMIT ${MAX_FILTERED}) AS ticket`,
    [...parameters, words],
  );
  const found = ids(rows.filter(({ has_words }) => has_words));
  return rows.length < MAX_FILTERED || found.length >= limit ? found.slice(0, limit) : null;
}

/** The generation to begin with: nothing that comes after a ticket is in a newer one. */
async function generationOf(db: Database, ticketId: string | null): Promise<number> {
  const [row] = await db.query<{ generation: number }[]>(
    `SELECT coalesce((SELECT generation FROM search_documents WHERE ticket_id = $1::uuid),
                     newest_search_generation()) AS generation`,
    [ticketId],
  );
  return row!.generation;
}

/** Each generation is sorted by itself, and the walk ends with the generation that fills the page. */
async function fromNewest(
  db: Database,
  query: string,
  newest: number,
  { conditions, order, parameters }: TicketFilter,
  limit: number,
): Promise<string[]> {
  const hits = hitsOf(parameters.length, conditions);
  return ids(
    await db.query(
      `SELECT found.id
       FROM generate_series($${parameters.length + 1}::int, 0, -1) AS generation
       CROSS JOIN LATERAL (SELECT ticket.id ${hits} ORDER BY ${order} LIMIT ${limit}) AS found
       LIMIT ${limit}`,
      [...parameters, newest, query],
    ),
  );
}

async function reordered(
  db: Database,
  query: string,
  newest: number,
  { conditions, order, parameters }: TicketFilter,
  limit: number,
): Promise<string[]> {
  const hits = hitsOf(parameters.length, conditions);
  return ids(
    await db.query(
      `SELECT ticket.id
       FROM (SELECT found.* FROM generate_series($${parameters.length + 1}::int, 0, -1) AS generation
             CROSS JOIN LATERAL (SELECT ticket.* ${hits}) AS found LIMIT ${MAX_REORDERED}) AS ticket
       ORDER BY ${order} LIMIT ${limit}`,
      [...parameters, newest, query],
    ),
  );
}

/** OFFSET 0 keeps the planner from joining all tickets at once: each hit is looked up by its key. */
function hitsOf(parameters: number, conditions: string): string {
  return `FROM (
      SELECT ticket_id FROM search_documents AS document
      WHERE search_vector(document.generation, document.words)
            @@ replace($${parameters + 2}, '${GENERATION}', generation.generation::text)::tsquery OFFSET 0
    ) AS hit
    CROSS JOIN LATERAL (SELECT * FROM tickets WHERE tickets.id = hit.ticket_id OFFSET 0) AS ticket
    WHERE ${conditions}`;
}

function ids(rows: { id: string }[]): string[] {
  return rows.map(({ id }) => id);
}

import type { EntityManager } from 'typeorm';
import type { TicketSort } from '../ticket.dto.js';
import type { TicketFilter } from '../ticket-filter.js';
import { termsOf, toQuery } from './words.js';

type Database = Pick<EntityManager, 'query'>;

/** Placeholder for a generation's number in a query; no word contains it. */
const GENERATION = '?';

/** Tickets that fit the filter and are looked at one by one. */
const MAX_FILTERED = 200;

/** Documents counted to learn how frequent a term is. */
const MAX_SAMPLED = 500;

/** A term this many times as frequent as the rarest one only costs: it says little that the rarest has not said. */
const MUCH_MORE = 4;

/** If one generation has at most this many hits, those in all generations can be looked at. */
const FEW = 20;

/** Matching tickets that are sorted into another order than that of their last change. */
const MAX_REORDERED = 1_000;

/**
 * Ids of the tickets that fit a filter and have all the words, in the filter's order.
 *
 * Neither the words nor the filter alone bound the work: a word may be in every third ticket, a filter may leave half a
 * million. So, unless a word is rare, the first tickets that fit a narrow filter are looked at. Then the search goes
 * through the generations of documents (see the migration), newest first, until the page is full. Orders other than
 * `updated` cover the 1,000 matching tickets changed last.
 */
export async function searchTickets(
  db: Database,
  q: string,
  filter: TicketFilter,
  { sort, limit }: { sort: TicketSort; limit: number },
): Promise<string[]> {
  const number = /^\s*#(\d{1,15})\s*$/.exec(q)?.[1];
  if (number !== undefined) return ticketOfNumber(db, number, filter);
  const terms = termsOf(q);
  if (terms.length === 0) return [];
  const newest = await generationOf(db, sort === 'updated' ? filter.afterId : null);
  const hits = await sample(db, terms, newest);
  const fewest = Math.min(...hits);
  if (filter.isNarrow && fewest > FEW) {
    const found = await amongFiltered(db, toQuery(terms), filter, limit);
    if (found !== null) return found;
  }
  const sought = terms.filter((_term, index) => hits[index]! <= fewest * MUCH_MORE);
  const query: DocumentQuery = {
    sought: toQuery(sought, `${GENERATION} `),
    all: sought.length === terms.length ? null : toQuery(terms),
    newest,
  };
  return walk(db, query, filter, sort === 'updated' ? fromNewest(filter, limit) : reordered(filter, limit));
}

/** How documents are found. */
interface DocumentQuery {
  /** The terms that the index is asked for. */
  sought: string;
  /** All terms, to look for in the documents found; null if the index was asked for all. */
  all: string | null;
  /** The generation to begin with. */
  newest: number;
}

/** How many documents of one generation have each of the terms; counted up to a bound. */
async function sample(db: Database, terms: string[], newest: number): Promise<number[]> {
  const before = `${Math.max(0, newest - 1)} `;
  const rows: { hits: number }[] = await db.query(
    `SELECT (SELECT count(*)::int FROM (
               SELECT FROM search_documents AS document
               WHERE search_vector(document.generation, document.words) @@ asked.query::tsquery LIMIT ${MAX_SAMPLED}
             ) AS hit) AS hits
     FROM unnest($1::text[]) WITH ORDINALITY AS asked(query, place) ORDER BY place`,
    [terms.map((term) => toQuery([term], before))],
  );
  return rows.map(({ hits }) => hits);
}

/** For a merged ticket, the one it was merged into. */
async function ticketOfNumber(
  db: Database,
  number: string,
  { conditions, parameters }: TicketFilter,
): Promise<string[]> {
  const isIt = `ticket.id = (SELECT root_id FROM tickets WHERE number = $${parameters.length + 1}::bigint)`;
  return ids(
    await db.query(`SELECT id FROM tickets AS ticket WHERE ${isIt} AND ${conditions}`, [
      ...parameters,
      number,
    ]),
  );
}

/** @returns null if more tickets fit than can be looked at, and too few of those looked at have the words */
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

/** The generation to begin with: no ticket that comes later in the list is in a newer one. */
async function generationOf(db: Database, ticketId: string | null): Promise<number> {
  const [row] = await db.query<{ generation: number }[]>(
    `SELECT coalesce((SELECT generation FROM search_documents WHERE ticket_id = $1::uuid),
                     newest_search_generation()) AS generation`,
    [ticketId],
  );
  return row!.generation;
}

/** A query over the generations, the newest first, and the hits in each. */
type Walk = (generations: string, hits: string) => string;

/** Each generation is sorted by itself, and the walk ends with the generation that fills the page. */
const fromNewest =
  ({ order }: TicketFilter, limit: number): Walk =>
  (generations, hits) =>
    `SELECT found.id FROM ${generations}
     CROSS JOIN LATERAL (SELECT ticket.id ${hits} ORDER BY ${order} LIMIT ${limit}) AS found
     LIMIT ${limit}`;

const reordered =
  ({ order }: TicketFilter, limit: number): Walk =>
  (generations, hits) =>
    `SELECT ticket.id
     FROM (SELECT found.* FROM ${generations}
           CROSS JOIN LATERAL (SELECT ticket.* ${hits}) AS found LIMIT ${MAX_REORDERED}) AS ticket
     ORDER BY ${order} LIMIT ${limit}`;

async function walk(
  db: Database,
  { newest, sought, all }: DocumentQuery,
  { conditions, parameters }: TicketFilter,
  toSql: Walk,
): Promise<string[]> {
  const generations = `generate_series($${parameters.length + 1}::int, 0, -1) AS generation`;
  const sql = toSql(generations, hitsOf(parameters.length, conditions));
  return ids(await db.query(sql, [...parameters, newest, sought, all]));
}

/** OFFSET 0 keeps the planner from joining all tickets at once: each hit is looked up by its key. */
function hitsOf(parameters: number, conditions: string): string {
  return `FROM (
      SELECT ticket_id FROM search_documents AS document
      WHERE search_vector(document.generation, document.words)
            @@ replace($${parameters + 2}, '${GENERATION}', generation.generation::text)::tsquery
        AND ($${parameters + 3}::text IS NULL OR document.words @@ $${parameters + 3}::tsquery) OFFSET 0
    ) AS hit
    CROSS JOIN LATERAL (SELECT * FROM tickets WHERE tickets.id = hit.ticket_id OFFSET 0) AS ticket
    WHERE ${conditions}`;
}

function ids(rows: { id: string }[]): string[] {
  return rows.map(({ id }) => id);
}

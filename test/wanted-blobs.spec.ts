import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { IS_WANTED } from '../src/retention/doomed-blobs.js';
import { createMigratedDatabase } from './support/databases.js';

const LOOK = `SELECT ${IS_WANTED} AS is_wanted FROM (SELECT $1::text AS sha256) AS doomed`;

let database: pg.Client;
beforeAll(async () => {
  database = new pg.Client(await createMigratedDatabase());
  await database.connect();
});
afterAll(() => database?.end());

/** Creates that many events with one status. */
const record = (count: number, source: string, status: string, payload: object) =>
  database.query(
    `INSERT INTO inbox_events (id, source, delivery_id, delivery_key, type, kind, payload, status, due_at)
     SELECT gen_random_uuid(), $2, n, sha256(convert_to($5 || n::text, 'UTF8')), 'email.received', 'received', $4, $3, now()
     FROM generate_series(1, $1::int) AS n`,
    [count, source, status, JSON.stringify(payload), randomUUID()],
  );

interface PlanNode {
  'Node Type': string;
  'Relation Name'?: string;
  'Actual Rows': number;
  'Rows Removed by Filter'?: number;
  Plans?: PlanNode[];
}

/** How each part of a plan reads the events, and how many rows it reads. */
const readsOf = (node: PlanNode): string[] => [
  ...(node['Relation Name'] === 'inbox_events'
    ? [`${node['Node Type']} of ${node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)} rows`]
    : []),
  ...(node.Plans ?? []).flatMap(readsOf),
];

const isWanted = async (sha256: string) =>
  (await database.query(LOOK, [sha256])).rows[0].is_wanted as boolean;

describe('the bytes of a mail that was handed in', () => {
  it.each([
    ['received', true],
    ['processing', true],
    ['parked', true],
    ['failed', true],
    ['processed', false],
    ['ignored', false],
  ])('whose event is %s are wanted: %s', async (status, wanted) => {
    const sha256 = `${status} mail`;
    await record(1, 'inbound', status, { raw: { sha256, size: 4 }, envelope: {} });
    expect(await isWanted(sha256)).toBe(wanted);
  });
});

describe("the search for a blob's references", () => {
  it('reads no events that wait for something else, however many there are', async () => {
    await record(20_000, 'resend', 'received', { type: 'email.received' });
    await record(20_000, 'inbound', 'received', { raw: { sha256: 'another', size: 4 }, envelope: {} });
    await database.query('ANALYZE inbox_events');
    const { rows } = await database.query(`EXPLAIN (ANALYZE, FORMAT JSON) ${LOOK}`, ['nobody']);
    const reads = readsOf(rows[0]['QUERY PLAN'][0].Plan as PlanNode);
    expect(reads).not.toEqual([]);
    expect(reads.filter((read) => !read.endsWith(' of 0 rows'))).toEqual([]);
  });
});

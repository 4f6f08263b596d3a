import { hash } from 'node:crypto';
import type pg from 'pg';
import { arrayLiteral } from '../platform/database/array-literal.js';
import { textArray } from '../platform/database/text-array.js';
import { queueOf } from './queues.js';

/** A verified delivery that is to be stored. */
export interface Delivery {
  source: string;
  deliveryId: string;
  type: string;
  kind: string;
  emailId: string | null;
  occurredAt: Date | null;
  /** The body as it was signed, UTF-8. */
  payload: Buffer;
}

/** A delivery as it becomes a row. */
export interface Row {
  id: string;
  /** What is the same for every redelivery, and for nothing else; hexadecimal. */
  key: string;
  delivery: Delivery;
}

const COLUMNS =
  '(id, source, delivery_id, delivery_key, type, kind, email_id, occurred_at, payload, status, due_at, finished_at)';
/** With grace before the relay sends an event again that was just handed to the queue. */
const DUE_AND_FINISHED = `now() + interval '5 seconds', CASE WHEN status = 'ignored' THEN now() END`;

/** Both are prepared once per connection: planning them would cost more than running them. */
const INSERT_ONE = {
  name: 'store-deliveries, one',
  text: `
  INSERT INTO inbox_events ${COLUMNS}
  SELECT $1, $2, $3, decode($4, 'hex'), $5, $6, $7, $8, $9, status, ${DUE_AND_FINISHED} FROM (SELECT $10::text AS status)
  ON CONFLICT (delivery_key) DO NOTHING`,
};
const INSERT_MANY = {
  name: 'store-deliveries, many',
  text: `
  INSERT INTO inbox_events ${COLUMNS}
  SELECT id, source, delivery_id, decode(key, 'hex'), type, kind, email_id, occurred_at, payload, status, ${DUE_AND_FINISHED}
  FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],
  $8::timestamptz[], $9::text[], $10::text[])
  AS delivery(id, source, delivery_id, key, type, kind, email_id, occurred_at, payload, status)
  ON CONFLICT (delivery_key) DO NOTHING`,
};

/**
 * One statement, one commit. The rows go in the order of their keys, so that two batches with the same deliveries cannot
 * wait for each other.
 *
 * @returns whether all of them are new; if not, some were stored before, and `findStored` tells which
 */
export async function storeDeliveries(pool: pg.Pool, rows: readonly Row[]): Promise<boolean> {
  const { rowCount } = await pool.query(rows.length === 1 ? insertOne(rows[0]!) : insertMany(rows));
  return rowCount === rows.length;
}

function insertOne({ id, key, delivery }: Row): pg.QueryConfig {
  const { source, deliveryId, type, kind, emailId, occurredAt, payload } = delivery;
  const occurred = occurredAt === null ? null : occurredAt.toISOString();
  const values = [id, source, deliveryId, key, type, kind, emailId, occurred, payload, statusOf(delivery)];
  return { ...INSERT_ONE, values };
}

function insertMany(rows: readonly Row[]): pg.QueryConfig {
  const sorted = [...rows].sort((a, b) => (a.key < b.key ? -1 : 1));
  const column = <T>(value: (row: Row) => T): T[] => sorted.map(value);
  const values = [
    arrayLiteral(column(({ id }) => id)),
    arrayLiteral(column(({ delivery }) => delivery.source)),
    arrayLiteral(column(({ delivery }) => delivery.deliveryId)),
    arrayLiteral(column(({ key }) => key)),
    arrayLiteral(column(({ delivery }) => delivery.type)),
    arrayLiteral(column(({ delivery }) => delivery.kind)),
    arrayLiteral(column(({ delivery }) => delivery.emailId)),
    arrayLiteral(column(({ delivery }) => delivery.occurredAt)),
    textArray(column(({ delivery }) => delivery.payload)),
    arrayLiteral(column(({ delivery }) => statusOf(delivery))),
  ];
  return { ...INSERT_MANY, values };
}

const statusOf = ({ kind }: Delivery): 'ignored' | 'received' =>
  queueOf(kind) === null ? 'ignored' : 'received';

/** The ids under which deliveries are stored, by their keys. */
export async function findStored(pool: pg.Pool, keys: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await pool.query<{ id: string; key: string }>(
    `SELECT id, encode(delivery_key, 'hex') AS key FROM inbox_events WHERE delivery_key = ANY($1::bytea[])`,
    [keys.map((key) => Buffer.from(key, 'hex'))],
  );
  return new Map(rows.map(({ id, key }) => [key, id]));
}

export function deliveryKey({ source, deliveryId }: Delivery): string {
  return hash('sha256', `${source}\0${deliveryId}`);
}

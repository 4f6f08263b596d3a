import { hash } from 'node:crypto';
import type pg from 'pg';
import { arrayLiteral } from '../platform/database/array-literal.js';
import { type Prepared, runCommand } from '../platform/database/command.js';
import { textArray } from '../platform/database/text-array.js';
import { queueOf } from './queues.js';

/** A verified delivery to store. */
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
  /** The same for every redelivery and for nothing else; hexadecimal. */
  key: string;
  delivery: Delivery;
}

const COLUMNS =
  '(id, source, delivery_id, delivery_key, type, kind, email_id, occurred_at, payload, status, due_at, finished_at)';
/** With a grace period, so that the relay does not send again what was just handed to the queue. */
const dueAndFinished = (status: string) =>
  `now() + interval '5 seconds', CASE WHEN ${status} = 'ignored' THEN now() END`;

/** Prepared, because planning them would cost more than running them. */
const INSERT_ONE: Prepared = {
  name: 'store-deliveries, one',
  text: `
  INSERT INTO inbox_events ${COLUMNS}
  VALUES ($1, $2, $3, decode($4, 'hex'), $5, $6, $7, $8, $9, $10, ${dueAndFinished('$10')})
  ON CONFLICT (delivery_key) DO NOTHING`,
};
const INSERT_MANY: Prepared = {
  name: 'store-deliveries, many',
  text: `
  INSERT INTO inbox_events ${COLUMNS}
  SELECT id, source, delivery_id, decode(key, 'hex'), type, kind, email_id, occurred_at, payload, status, ${dueAndFinished('status')}
  FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],
  $8::timestamptz[], $9::text[], $10::text[])
  AS delivery(id, source, delivery_id, key, type, kind, email_id, occurred_at, payload, status)
  ON CONFLICT (delivery_key) DO NOTHING`,
};

/** Inserts the row and the note that a reconcile brought it in; neither if the delivery is known. */
const INSERT_FOUND: Prepared = {
  name: 'store-deliveries, found',
  text: `
  WITH stored AS (${INSERT_ONE.text} RETURNING delivery_key, source)
  INSERT INTO reconciled_deliveries (delivery_key, source) SELECT delivery_key, source FROM stored
  ON CONFLICT (delivery_key) DO UPDATE SET found_at = now()`,
};

/**
 * Stores a delivery that never reached us, with a note that it was found.
 *
 * @returns false if it was stored before; then nothing is noted
 */
export async function storeFound(pool: pg.Pool, row: Row): Promise<boolean> {
  return (await runCommand(pool, INSERT_FOUND, valuesOfOne(row))) === 1;
}

/**
 * One statement, one commit. Rows are inserted in the order of their keys, so that two batches with the same deliveries
 * cannot wait for each other.
 *
 * @returns whether all of them are new; if not, some were stored before, and `findStored` tells which
 */
export async function storeDeliveries(pool: pg.Pool, rows: readonly Row[]): Promise<boolean> {
  const stored =
    rows.length === 1
      ? await runCommand(pool, INSERT_ONE, valuesOfOne(rows[0]!))
      : await runCommand(pool, INSERT_MANY, valuesOfMany(rows));
  return stored === rows.length;
}

function valuesOfOne({ id, key, delivery }: Row) {
  const { source, deliveryId, type, kind, emailId, occurredAt, payload } = delivery;
  const occurred = occurredAt === null ? null : occurredAt.toISOString();
  return [id, source, deliveryId, key, type, kind, emailId, occurred, payload, statusOf(delivery)];
}

function valuesOfMany(rows: readonly Row[]) {
  const sorted = [...rows].sort((a, b) => (a.key < b.key ? -1 : 1));
  const column = <T>(value: (row: Row) => T): T[] => sorted.map(value);
  return [
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

export function deliveryKey({ source, deliveryId }: Pick<Delivery, 'source' | 'deliveryId'>): string {
  return hash('sha256', `${source}\0${deliveryId}`);
}

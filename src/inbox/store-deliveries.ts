import { hash } from 'node:crypto';
import type pg from 'pg';
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
  /** What is the same for every redelivery, and for nothing else. */
  key: Buffer;
  delivery: Delivery;
}

/** Grace before the relay sends an event again that was just handed to the queue. */
const FIRST_DUE = "interval '5 seconds'";

/** Prepared once per connection: planning it would cost more than running it. */
const INSERT = `
  INSERT INTO inbox_events
  (id, source, delivery_id, delivery_key, type, kind, email_id, occurred_at, payload, status, due_at, finished_at)
  SELECT id, source, delivery_id, delivery_key, type, kind, email_id, occurred_at, payload, status,
  now() + ${FIRST_DUE}, CASE WHEN status = 'ignored' THEN now() END
  FROM unnest($1::uuid[], $2::text[], $3::text[], $4::bytea[], $5::text[], $6::text[], $7::text[],
  $8::timestamptz[], $9::text[], $10::text[])
  AS delivery(id, source, delivery_id, delivery_key, type, kind, email_id, occurred_at, payload, status)
  ON CONFLICT (delivery_key) DO NOTHING
  RETURNING id`;

/**
 * One statement, one commit. The rows go in the order of their keys, so that two batches with the same deliveries cannot
 * wait for each other.
 *
 * @returns ids of the rows that are new; the others were stored before
 */
export async function storeDeliveries(pool: pg.Pool, rows: readonly Row[]): Promise<Set<string>> {
  const sorted = [...rows].sort((a, b) => Buffer.compare(a.key, b.key));
  const column = <T>(value: (row: Row) => T): T[] => sorted.map(value);
  const values = [
    column(({ id }) => id),
    column(({ delivery }) => delivery.source),
    column(({ delivery }) => delivery.deliveryId),
    column(({ key }) => key),
    column(({ delivery }) => delivery.type),
    column(({ delivery }) => delivery.kind),
    column(({ delivery }) => delivery.emailId),
    column(({ delivery }) => delivery.occurredAt),
    textArray(column(({ delivery }) => delivery.payload)),
    column(({ delivery }) => (queueOf(delivery.kind) === null ? 'ignored' : 'received')),
  ];
  const inserted = await pool.query<{ id: string }>({ name: 'store-deliveries', text: INSERT, values });
  return new Set(inserted.rows.map(({ id }) => id));
}

/** The ids under which deliveries were stored before, by the hexadecimal of their keys. */
export async function findStored(pool: pg.Pool, keys: readonly Buffer[]): Promise<Map<string, string>> {
  const { rows } = await pool.query<{ id: string; key: string }>(
    `SELECT id, encode(delivery_key, 'hex') AS key FROM inbox_events WHERE delivery_key = ANY($1::bytea[])`,
    [keys],
  );
  return new Map(rows.map(({ id, key }) => [key, id]));
}

export function deliveryKey({ source, deliveryId }: Pick<Delivery, 'source' | 'deliveryId'>): Buffer {
  return hash('sha256', `${source}\0${deliveryId}`, 'buffer');
}

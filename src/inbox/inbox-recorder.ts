import { hash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type pg from 'pg';
import { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { isDatabaseUnavailable } from '../platform/database/database-errors.js';
import { textArray } from '../platform/database/text-array.js';
import { Problem } from '../platform/problem/problem.js';
import { InboxHints } from './inbox-hints.js';
import { INBOX_OVERLOADED } from './problems.js';
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

export interface Recorded {
  eventId: string;
  /** True when this delivery was stored before; then nothing was changed. */
  duplicate: boolean;
}

interface Waiting {
  delivery: Delivery;
  key: Buffer;
  id: string;
  resolve: (recorded: Recorded) => void;
  reject: (error: unknown) => void;
}

/** Rows of one statement; 64 store 147,000 rows/s on two cores, more add latency and little else. */
const MAX_BATCH = 64;
/** Commits under way at once: the next batch gathers while one is on its way, so the commit itself is the clock. */
const MAX_IN_FLIGHT = 2;
/** Beyond this we say so (503) and the provider tries again, rather than letting requests time out. */
const MAX_WAITING = 5_000;

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
 * Stores deliveries by group commit: concurrent requests share one multi-row insert, and each is answered after the
 * commit that carries its row. One delivery is one row, by unique key and not by looking first.
 */
@Injectable()
export class InboxRecorder {
  private waiting: Waiting[] = [];
  private inFlight = 0;
  private readonly pool: pg.Pool;

  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly hints: InboxHints,
  ) {
    // TypeORM's own pool without its query runner, which takes as long as the statement
    this.pool = (database.driver as unknown as { master: pg.Pool }).master;
  }

  /** @throws Problem inbox-overloaded, or the database's error: in both cases nothing was stored */
  record(delivery: Delivery): Promise<Recorded> {
    if (this.waiting.length >= MAX_WAITING) {
      throw new Problem(INBOX_OVERLOADED, 'Nothing was stored. Try again shortly.');
    }
    return new Promise((resolve, reject) => {
      this.waiting.push({ delivery, key: deliveryKey(delivery), id: uuidv7(), resolve, reject });
      this.commitNext();
    });
  }

  private commitNext(): void {
    if (this.inFlight >= MAX_IN_FLIGHT || this.waiting.length === 0) return;
    const batch = this.waiting.splice(0, MAX_BATCH);
    this.inFlight += 1;
    void this.commit(batch).finally(() => {
      this.inFlight -= 1;
      this.commitNext();
    });
  }

  private async commit(batch: Waiting[]): Promise<void> {
    try {
      await this.store(batch);
    } catch (error) {
      if (batch.length === 1 || isDatabaseUnavailable(error))
        return batch.forEach(({ reject }) => reject(error));
      // one bad row must not fail its neighbours
      await Promise.all(batch.map((one) => this.commit([one])));
    }
  }

  private async store(batch: Waiting[]): Promise<void> {
    const stored = new Set(await this.insert(batch));
    const repeated = batch.filter(({ id }) => !stored.has(id));
    const earlier = repeated.length > 0 ? await this.findEarlier(repeated) : new Map<string, string>();
    for (const { id, key, resolve } of batch) {
      if (stored.has(id)) resolve({ eventId: id, duplicate: false });
      else resolve({ eventId: earlier.get(key.toString('hex'))!, duplicate: true });
    }
    const fresh = batch.filter(({ id, delivery }) => stored.has(id) && queueOf(delivery.kind) !== null);
    this.hints.give(fresh.map(({ id, delivery }) => ({ eventId: id, kind: delivery.kind, dispatches: 0 })));
  }

  /** In the order of keys, so that two batches with the same deliveries cannot wait for each other. */
  private async insert(batch: Waiting[]): Promise<string[]> {
    const rows = [...batch].sort((a, b) => Buffer.compare(a.key, b.key));
    const column = <T>(value: (one: Waiting) => T): T[] => rows.map(value);
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
    const inserted = await this.pool.query<{ id: string }>({
      name: 'record-deliveries',
      text: INSERT,
      values,
    });
    return inserted.rows.map(({ id }) => id);
  }

  private async findEarlier(batch: Waiting[]): Promise<Map<string, string>> {
    const rows: { id: string; key: string }[] = await this.database.query(
      `SELECT id, encode(delivery_key, 'hex') AS key FROM inbox_events WHERE delivery_key = ANY($1::bytea[])`,
      [batch.map(({ key }) => key)],
    );
    return new Map(rows.map(({ id, key }) => [key, id]));
  }
}

function deliveryKey({ source, deliveryId }: Delivery): Buffer {
  return hash('sha256', `${source}\0${deliveryId}`, 'buffer');
}

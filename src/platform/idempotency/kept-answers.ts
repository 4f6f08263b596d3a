import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { Log } from '../logging/log.js';
import { InRounds } from '../rounds/in-rounds.js';

/** How long an answer is kept (contract). */
const KEPT_FOR = "interval '24 hours'";

const PURGE_EVERY_MS = 10 * 60 * 1000;

/** For long requests, such as one that deletes a mailbox portion by portion. */
const RENEW_EVERY_MS = 10_000;
/** Several renewals, plus the longest a statement may take. A process that does not renew for this long has died. */
const DEAD_AFTER = "interval '60 seconds'";

/** Where a request with this key stands. */
export type Standing =
  | { kind: 'ours' }
  | { kind: 'other_request' }
  | { kind: 'under_way' }
  | { kind: 'broke_off' }
  | { kind: 'answered'; answer: Buffer };

interface Row {
  same_request: boolean;
  is_alive: boolean;
  answer: Buffer | null;
}

/** The table of requests with an Idempotency-Key, and of their answers. */
@Injectable()
export class KeptAnswers extends InRounds {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly log: Log,
  ) {
    super({ name: 'purge of kept answers', pauseMs: PURGE_EVERY_MS, log });
  }

  /** Purges answers that have been kept long enough. */
  protected async round(): Promise<void> {
    await this.database.query(`DELETE FROM idempotent_requests WHERE started_at < now() - ${KEPT_FOR}`);
  }

  /** Claims the key for this request, or says who has it. Among all processes, only one gets `ours`. */
  async begin(keyHash: Buffer, requestHash: Buffer): Promise<Standing> {
    const taken: unknown[] = await this.database.query(
      `INSERT INTO idempotent_requests AS kept (key_hash, request_hash) VALUES ($1, $2)
       ON CONFLICT (key_hash) DO UPDATE
         SET request_hash = excluded.request_hash, started_at = now(), alive_at = now(), answer = NULL
         WHERE kept.started_at < now() - ${KEPT_FOR}
       RETURNING 1`,
      [keyHash, requestHash],
    );
    if (taken.length > 0) return { kind: 'ours' };
    const [row]: Row[] = await this.database.query(
      `SELECT request_hash = $2 AS same_request, answer, alive_at > now() - ${DEAD_AFTER} AS is_alive
       FROM idempotent_requests WHERE key_hash = $1`,
      [keyHash, requestHash],
    );
    if (row === undefined) return this.begin(keyHash, requestHash); // freed between the two statements
    if (!row.same_request) return { kind: 'other_request' };
    if (row.answer !== null) return { kind: 'answered', answer: row.answer };
    return { kind: row.is_alive ? 'under_way' : 'broke_off' };
  }

  /** Renews the request regularly while it is under way. @returns a function that ends this */
  keepAlive(keyHash: Buffer): () => void {
    const renew = () =>
      this.database
        .query('UPDATE idempotent_requests SET alive_at = now() WHERE key_hash = $1', [keyHash])
        .catch((err: unknown) => this.log.debug({ err }, 'idempotency key not renewed'));
    const timer = setInterval(() => void renew(), RENEW_EVERY_MS);
    return () => clearInterval(timer);
  }

  async keep(keyHash: Buffer, answer: Buffer): Promise<void> {
    await this.database.query('UPDATE idempotent_requests SET answer = $2 WHERE key_hash = $1', [
      keyHash,
      answer,
    ]);
  }

  /** The request ended, and it is unknown whether it had an effect. */
  async breakOff(keyHash: Buffer): Promise<void> {
    await this.database.query(
      "UPDATE idempotent_requests SET alive_at = '-infinity' WHERE key_hash = $1 AND answer IS NULL",
      [keyHash],
    );
  }

  /** The request had no effect: its key is free again. */
  async giveUp(keyHash: Buffer): Promise<void> {
    await this.database.query('DELETE FROM idempotent_requests WHERE key_hash = $1 AND answer IS NULL', [
      keyHash,
    ]);
  }
}

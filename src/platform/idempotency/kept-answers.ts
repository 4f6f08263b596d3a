import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { Log } from '../logging/log.js';
import { InRounds } from '../rounds/in-rounds.js';

/** How long an answer is kept (contract). */
const KEPT_FOR = "interval '24 hours'";

const PURGE_EVERY_MS = 10 * 60 * 1000;

/** Where a request with this key stands. */
export type Standing =
  | { kind: 'ours' }
  | { kind: 'other_request' }
  | { kind: 'under_way'; ageMs: number }
  | { kind: 'answered'; answer: Buffer };

interface Row {
  same_request: boolean;
  age_ms: number;
  answer: Buffer | null;
}

/** The table of requests that came with an Idempotency-Key, and of their answers. */
@Injectable()
export class KeptAnswers extends InRounds {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    log: Log,
  ) {
    super({ name: 'purge of kept answers', pauseMs: PURGE_EVERY_MS, log });
  }

  /** Purges what is kept for long enough. */
  protected async round(): Promise<void> {
    await this.database.query(`DELETE FROM idempotent_requests WHERE started_at < now() - ${KEPT_FOR}`);
  }

  /** Takes the key for this request, or tells who has it. Of any number of processes one gets `ours`. */
  async begin(keyHash: Buffer, requestHash: Buffer): Promise<Standing> {
    const taken: unknown[] = await this.database.query(
      `INSERT INTO idempotent_requests AS kept (key_hash, request_hash) VALUES ($1, $2)
       ON CONFLICT (key_hash) DO UPDATE
         SET request_hash = excluded.request_hash, started_at = now(), answer = NULL
         WHERE kept.started_at < now() - ${KEPT_FOR}
       RETURNING 1`,
      [keyHash, requestHash],
    );
    if (taken.length > 0) return { kind: 'ours' };
    const [row]: Row[] = await this.database.query(
      `SELECT request_hash = $2 AS same_request, answer,
              (extract(epoch FROM now() - started_at) * 1000)::float8 AS age_ms
       FROM idempotent_requests WHERE key_hash = $1`,
      [keyHash, requestHash],
    );
    if (row === undefined) return this.begin(keyHash, requestHash); // given up between the two statements
    if (!row.same_request) return { kind: 'other_request' };
    return row.answer === null
      ? { kind: 'under_way', ageMs: row.age_ms }
      : { kind: 'answered', answer: row.answer };
  }

  async keep(keyHash: Buffer, answer: Buffer): Promise<void> {
    await this.database.query('UPDATE idempotent_requests SET answer = $2 WHERE key_hash = $1', [
      keyHash,
      answer,
    ]);
  }

  /** The request had no effect: its key is free again. */
  async giveUp(keyHash: Buffer): Promise<void> {
    await this.database.query('DELETE FROM idempotent_requests WHERE key_hash = $1 AND answer IS NULL', [
      keyHash,
    ]);
  }
}

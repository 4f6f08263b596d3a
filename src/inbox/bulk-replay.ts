import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { returning } from '../platform/database/returning.js';
import { HANDLED_KINDS } from './queues.js';
import type { ReplayEvents } from './replay.dto.js';

/** Events of one call: one statement of less than a second. */
const MAX_REPLAYED = 10_000;

const MEETS_FILTER = `status = $1 AND payload_purged_at IS NULL AND kind = ANY($2) AND ($3::text IS NULL OR source = $3)
  AND ($4::text IS NULL OR type = $4) AND ($5::text IS NULL OR last_error->>'code' = $5)
  AND ($6::timestamptz IS NULL OR received_at >= $6) AND ($7::timestamptz IS NULL OR received_at < $7)`;

/** Runs many events again. */
@Injectable()
export class BulkReplay {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  /**
   * Gives the oldest events that meet the filter back to the relay, which offers them to the workers in batches, so that
   * fresh mail does not wait behind them. Kinds that nobody handles are left alone.
   */
  async run(filter: ReplayEvents): Promise<{ matched: number; replayed: number }> {
    const { status, source, type, error_code, since, until } = filter;
    const parameters = [status, HANDLED_KINDS, source, type, error_code, since, until].map(
      (value) => value ?? null,
    );
    const [row] = await this.database.query<{ n: number }[]>(
      `SELECT count(*)::int AS n FROM inbox_events WHERE ${MEETS_FILTER}`,
      parameters,
    );
    if (filter.dry_run) return { matched: row!.n, replayed: 0 };
    const rows = await returning(
      this.database,
      `UPDATE inbox_events
       SET status = 'received', attempts = 0, dispatches = dispatches + 1, due_at = now(),
           finished_at = NULL, lease_token = NULL, lease_until = NULL
       WHERE id IN (SELECT id FROM inbox_events WHERE ${MEETS_FILTER}
                    ORDER BY id LIMIT ${MAX_REPLAYED} FOR UPDATE SKIP LOCKED)
       RETURNING id`,
      parameters,
    );
    return { matched: row!.n, replayed: rows.length };
  }
}

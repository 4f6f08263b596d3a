import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { returning } from '../../platform/database/returning.js';
import type { MirrorResult } from './mirror-result.js';
import type { MirrorRun } from './mirror-run.js';

/** One comparison with a provider's list, as the drift report shows it. */
export interface StoredRun {
  id: string;
  source: string;
  requestedAt: Date;
  startedAt: Date | null;
  finishedAt: Date | null;
  result: MirrorResult | null;
  error: string | null;
}

/** What a comparison did, and why it left undone what it left undone. */
export interface RunEnd {
  result: MirrorResult | null;
  error: string | null;
  /** It did not believe that so much is gone from their list. */
  isDoubtful: boolean;
}

const COLUMNS = `id, source, requested_at AS "requestedAt", started_at AS "startedAt", finished_at AS "finishedAt",
  result, error`;

/** A run that gives no sign for so long has died with its process. */
const DEAD_AFTER = "interval '10 minutes'";

/** The book of comparisons: at most one at a time for each provider, over all processes. */
@Injectable()
export class MirrorRuns {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  /**
   * Asks for a run; the one that is open already when there is one.
   *
   * @param isConfirmed what is missing on their list is gone, however much it is
   */
  async request(source: string, isConfirmed: boolean): Promise<StoredRun> {
    await this.database.query(
      `INSERT INTO suppression_mirror_runs AS run (id, source, is_confirmed) VALUES ($1, $2, $3)
       ON CONFLICT (source) WHERE finished_at IS NULL
       DO UPDATE SET is_confirmed = run.is_confirmed OR excluded.is_confirmed`,
      [uuidv7(), source, isConfirmed],
    );
    return (await this.last(source))!;
  }

  /** The newest run. */
  async last(source: string): Promise<StoredRun | null> {
    const [run] = await this.database.query<StoredRun[]>(
      `SELECT ${COLUMNS} FROM suppression_mirror_runs WHERE source = $1 ORDER BY id DESC LIMIT 1`,
      [source],
    );
    return run ?? null;
  }

  /**
   * Asks for a run when the last one is old enough.
   *
   * @param aliveSince when this process started; in its first two minutes it asks for none
   */
  async requestDue(source: string, everyMinutes: number, aliveSince: Date): Promise<void> {
    await this.database.query(
      `INSERT INTO suppression_mirror_runs (id, source)
       SELECT $1, $2 WHERE now() > $4::timestamptz + interval '2 minutes' AND NOT EXISTS (
         SELECT 1 FROM suppression_mirror_runs
         WHERE source = $2 AND requested_at > now() - make_interval(mins => $3))
       ON CONFLICT DO NOTHING`,
      [uuidv7(), source, everyMinutes, aliveSince],
    );
  }

  /** Takes the open run, unless another process is at it. */
  async take(source: string): Promise<string | null> {
    const [run] = await returning<{ id: string }>(
      this.database,
      `UPDATE suppression_mirror_runs SET started_at = now(), alive_at = now()
       WHERE source = $1 AND finished_at IS NULL AND (alive_at IS NULL OR alive_at < now() - ${DEAD_AFTER})
       RETURNING id`,
      [source],
    );
    return run?.id ?? null;
  }

  async beat(id: string): Promise<void> {
    await this.database.query('UPDATE suppression_mirror_runs SET alive_at = now() WHERE id = $1', [id]);
  }

  async isConfirmed(id: string): Promise<boolean> {
    const [run] = await this.database.query<{ is_confirmed: boolean }[]>(
      'SELECT is_confirmed FROM suppression_mirror_runs WHERE id = $1',
      [id],
    );
    return run!.is_confirmed;
  }

  /**
   * The run reads a list of this account. Of another account's list nothing is known: what it lacks nobody has removed from it, so
   * all that we knew of the last one's is forgotten.
   */
  async readBy({ id, source, api }: MirrorRun): Promise<void> {
    await this.database.query(
      `WITH last AS (
         SELECT account FROM suppression_mirror_runs
         WHERE source = $1 AND account IS NOT NULL ORDER BY id DESC LIMIT 1
       ), forgotten AS (
         DELETE FROM provider_suppressions WHERE source = $1 AND (SELECT account FROM last) <> $3
       )
       UPDATE suppression_mirror_runs SET account = $3 WHERE id = $2`,
      [source, id, api.account],
    );
  }

  /** @returns false when it was confirmed meanwhile what the run has doubted: it is not over, and compares again */
  async finish(id: string, { result, error, isDoubtful }: RunEnd): Promise<boolean> {
    const finished = await returning(
      this.database,
      `UPDATE suppression_mirror_runs SET finished_at = now(), result = $2, error = $3
       WHERE id = $1 AND NOT (is_confirmed AND $4) RETURNING id`,
      [id, result, error, isDoubtful],
    );
    return finished.length > 0;
  }
}

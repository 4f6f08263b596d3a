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

/** What a comparison did, and why it did not do the rest. */
export interface RunEnd {
  result: MirrorResult | null;
  error: string | null;
  /** Whether it did not believe that so many addresses are gone from the provider's list. */
  isDoubtful: boolean;
}

const COLUMNS = `id, source, requested_at AS "requestedAt", started_at AS "startedAt", finished_at AS "finishedAt",
  result, error`;

/** A run that shows no life for this long has died with its process. */
const DEAD_AFTER = "interval '10 minutes'";

/** Records the comparisons: at most one at a time for each provider, across all processes. */
@Injectable()
export class MirrorRuns {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  /**
   * Requests a run, or confirms the open one.
   *
   * @param isConfirmed whether addresses missing on the provider's list are gone, however many they are
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
   * Requests a run if the last one is old enough.
   *
   * @param aliveSince when this process started; it requests none in its first two minutes
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

  /** Claims the open run, unless another process is working on it. */
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
   * Records which account's list the run reads. If the account has changed, forgets what was known of the previous
   * one's list: addresses that the new list lacks were not removed from it.
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

  /** @returns false if what the run doubted was confirmed meanwhile: it is not over, and must compare again */
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

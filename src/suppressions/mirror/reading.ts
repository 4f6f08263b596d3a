import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { ProviderSuppression } from '../../providers/suppressions.js';
import { addressKey } from '../address-key.js';
import type { MirrorResult } from './mirror-result.js';
import type { MirrorRun } from './mirror-run.js';
import { MirrorRuns } from './mirror-runs.js';

/** Up to so many missing addresses are asked for one by one. If more are missing, the list itself is suspect. */
const MAX_ASKED_FOR = 100;

/** Rows changed since $3, the start of the reading, are left alone: an event is newer than the reading. */
const IS_MISSING = 'source = $1 AND is_present AND seen_in IS DISTINCT FROM $2 AND changed_at < $3';

const COUNTED = new Intl.NumberFormat('en');

/** Reads a provider's list. What it shows is there; what it does not show is not necessarily gone. */
@Injectable()
export class Reading {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly runs: MirrorRuns,
  ) {}

  /** @returns why the list is not believed to have lost what it lacks; null if it is believed */
  async read(run: MirrorRun, result: MirrorResult): Promise<string | null> {
    const startedAt = await this.databaseTime();
    let after: string | undefined;
    do {
      const page = await run.api.list(after);
      if (result.pages === 0) await this.runs.readBy(run);
      await this.remember(run, page.suppressions);
      await run.beat();
      result.pages += 1;
      result.listed += page.suppressions.length;
      after = page.after ?? undefined;
    } while (after !== undefined);
    return this.judgeMissing(run, startedAt);
  }

  private async databaseTime(): Promise<Date> {
    const [row] = await this.database.query<{ now: Date }[]>('SELECT now() AS now');
    return row!.now;
  }

  private async remember(run: MirrorRun, page: ProviderSuppression[]): Promise<void> {
    const known = page.flatMap((entry) => {
      const address = addressKey(entry.address);
      return address === null ? [] : [{ ...entry, address }];
    });
    await this.database.query(
      `INSERT INTO provider_suppressions AS known (source, address, origin, is_present, created_at, changed_at, seen_in)
       SELECT DISTINCT ON (address) $1, address, origin, true, created_at, created_at, $2
       FROM unnest($3::text[], $4::text[], $5::timestamptz[]) AS listed (address, origin, created_at)
       ON CONFLICT (source, address) DO UPDATE
         SET is_present = true, origin = excluded.origin, created_at = excluded.created_at, seen_in = $2,
             refusal = NULL, changed_at = greatest(known.changed_at, excluded.changed_at)`,
      [
        run.source,
        run.id,
        known.map(({ address }) => address),
        known.map(({ origin }) => origin),
        known.map(({ createdAt }) => createdAt ?? new Date()),
      ],
    );
  }

  /** Events report removals, so few can have been missed, unless a person confirms more. */
  private async judgeMissing(run: MirrorRun, startedAt: Date): Promise<string | null> {
    const reading = [run.source, run.id, startedAt];
    const [row] = await this.database.query<{ n: number }[]>(
      `SELECT count(*)::int AS n FROM provider_suppressions WHERE ${IS_MISSING}`,
      reading,
    );
    const isMuch = row!.n > MAX_ASKED_FOR;
    if (isMuch && !(await this.runs.isConfirmed(run.id)))
      return `${COUNTED.format(row!.n)} addresses are missing on their list, of which no event told. They stay on ours until a comparison is asked for with confirm=removals.`;
    const gone = isMuch ? null : await this.findGone(run, reading);
    await this.database.query(
      `UPDATE provider_suppressions SET is_present = false, changed_at = $3, pushed_at = NULL
       WHERE ${IS_MISSING} AND ($4::text[] IS NULL OR address = ANY($4))`,
      [...reading, gone],
    );
    return null;
  }

  private async findGone({ api, beat }: MirrorRun, reading: unknown[]): Promise<string[]> {
    const missing = await this.database.query<{ address: string }[]>(
      `SELECT address FROM provider_suppressions WHERE ${IS_MISSING}`,
      reading,
    );
    const gone: string[] = [];
    for (const { address } of missing) {
      if (!(await api.has(address))) gone.push(address);
      await beat();
    }
    return gone;
  }
}

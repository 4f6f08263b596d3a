import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { Config } from '../../platform/config/config.js';
import { PermanentProviderError } from '../../providers/provider-errors.js';
import type { ProviderSuppression, SuppressionsApi } from '../../providers/suppressions.js';
import { addressKey } from '../address-key.js';
import { newEvidence } from '../new-evidence.js';
import { emptyResult, type MirrorResult } from './mirror-result.js';
import type { SuppressionReason } from '../suppression-reason.js';
import { Suppressions } from '../suppressions.js';
import { type Difference, differences, type Remedy, remedyFor } from './disagreements.js';

/** Differences that are looked up at once: each look compares the whole rest of both lists. */
const LOOKED_AT_ONCE = 10_000;

/** A comparison under way. */
export interface MirrorRun {
  id: string;
  source: string;
  api: SuppressionsApi;
  /** Called often: says that the run is alive. */
  beat: () => Promise<void>;
}

/** Keeps our list and a provider's in step. */
@Injectable()
export class Mirror {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly config: Config,
    private readonly suppressions: Suppressions,
  ) {}

  /** Reads their whole list, then settles every difference by who wins. Running it again finds nothing left to do. */
  async run(run: MirrorRun): Promise<MirrorResult> {
    const result = emptyResult();
    await this.readTheirs(run, result);
    for (let after = ''; ;) {
      const found = await differences(this.database, run.source, after, LOOKED_AT_ONCE);
      if (found.length === 0) return result;
      for (let from = 0; from < found.length; from += run.api.batchSize) {
        await this.settle(run, found.slice(from, from + run.api.batchSize), result);
        await run.beat();
      }
      after = found.at(-1)!.address;
    }
  }

  private async readTheirs(run: MirrorRun, result: MirrorResult): Promise<void> {
    const startedAt = await this.databaseTime();
    let after: string | undefined;
    do {
      const page = await run.api.list(after);
      await this.remember(run, page.suppressions);
      await run.beat();
      result.pages += 1;
      result.listed += page.suppressions.length;
      after = page.after ?? undefined;
    } while (after !== undefined);
    // what their events told meanwhile is newer than our reading
    await this.database.query(
      `UPDATE provider_suppressions SET is_present = false, changed_at = $3, pushed_at = NULL
       WHERE source = $1 AND is_present AND seen_in IS DISTINCT FROM $2 AND changed_at < $3`,
      [run.source, run.id, startedAt],
    );
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

  private async settle(run: MirrorRun, batch: Difference[], result: MirrorResult): Promise<void> {
    const by = (wanted: Remedy) =>
      batch.filter(({ disagreement }) => remedyFor(disagreement, this.config.suppressionMirror) === wanted);
    result.adopted += await this.adopt(run, by('adopt'));
    result.released_here += await this.releaseHere(run, by('release_here'));
    const pushed = await this.push(run, addressesOf(by('push')));
    result.pushed += pushed;
    result.refused += by('push').length - pushed;
    result.removed_there += await this.removeThere(run, addressesOf(by('remove_there')));
    result.left_alone += by('nothing').length;
  }

  private async adopt(run: MirrorRun, found: Difference[]): Promise<number> {
    const evidence = found.map(({ address, disagreement, origin, since }) =>
      newEvidence({
        address,
        kind: 'provider_suppression',
        reason: reasonOf(origin),
        key: `mirror:${run.source}:${since.toISOString()}`,
        // a release of ours stands in the way of what was known before it
        occurredAt: disagreement === 'released_here' ? new Date() : since,
        source: run.source,
        note: 'found on the provider’s list',
      }),
    );
    const { recorded } = await this.database.transaction((tx) =>
      this.suppressions.record(tx, evidence, 'mirror'),
    );
    return recorded;
  }

  private async releaseHere({ source }: MirrorRun, found: Difference[]): Promise<number> {
    const release = { actor: `mirror:${source}`, eventId: null };
    return this.database.transaction(async (tx) => {
      let released = 0;
      for (const { address, since } of found) {
        const changes = await this.suppressions.releaseByProvider(tx, { ...release, address, at: since });
        released += changes.length;
      }
      return released;
    });
  }

  /**
   * The mark comes before the call, so that the event by which the provider echoes it is known for what it is. An
   * address that the provider refuses takes its batch down with it, so the batch is halved until it stands alone.
   */
  private async push(run: MirrorRun, addresses: string[]): Promise<number> {
    if (addresses.length === 0) return 0;
    await this.database.query(
      `INSERT INTO provider_suppressions (source, address, origin, is_present, created_at, changed_at, pushed_at)
       SELECT $1, address, 'manual', false, now(), '-infinity', now() FROM unnest($2::text[]) AS address
       ON CONFLICT (source, address) DO UPDATE SET pushed_at = now(), origin = 'manual'`,
      [run.source, addresses],
    );
    try {
      await run.api.add(addresses);
    } catch (error) {
      if (!(error instanceof PermanentProviderError)) throw error;
      if (addresses.length === 1) return this.refused(run, addresses[0]!, error);
      const half = Math.ceil(addresses.length / 2);
      return (await this.push(run, addresses.slice(0, half))) + (await this.push(run, addresses.slice(half)));
    }
    await this.mark(run, addresses, true);
    return addresses.length;
  }

  private async refused({ source }: MirrorRun, address: string, error: Error): Promise<number> {
    await this.database.query(
      `UPDATE provider_suppressions SET refusal = $3, pushed_at = NULL WHERE source = $1 AND address = $2`,
      [source, address, error.message],
    );
    return 0;
  }

  private async removeThere(run: MirrorRun, addresses: string[]): Promise<number> {
    if (addresses.length === 0) return 0;
    await run.api.remove(addresses);
    await this.mark(run, addresses, false);
    return addresses.length;
  }

  private async mark({ source, id }: MirrorRun, addresses: string[], isPresent: boolean): Promise<void> {
    await this.database.query(
      `UPDATE provider_suppressions
       SET is_present = $3, changed_at = now(), seen_in = $4,
           created_at = CASE WHEN $3 THEN now() ELSE created_at END,
           pushed_at = CASE WHEN $3 THEN pushed_at END
       WHERE source = $1 AND address = ANY($2)`,
      [source, addresses, isPresent, id],
    );
  }
}

const addressesOf = (found: Difference[]): string[] => found.map(({ address }) => address);

function reasonOf(origin: string | null): SuppressionReason {
  return origin === 'bounce' || origin === 'complaint' ? origin : 'provider';
}

import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { Config } from '../../platform/config/config.js';
import { newEvidence } from '../new-evidence.js';
import { emptyResult, type MirrorResult } from './mirror-result.js';
import type { SuppressionReason } from '../suppression-reason.js';
import { Suppressions } from '../suppressions.js';
import { type Difference, differences, type Remedy, remedyFor } from './disagreements.js';
import type { MirrorRun } from './mirror-run.js';
import type { RunEnd } from './mirror-runs.js';
import { Reading } from './reading.js';
import { TheirChanges } from './their-changes.js';

/** Differences per query: each query compares the whole rest of both lists. */
const LOOKED_AT_ONCE = 10_000;

/** Keeps our list and a provider's in step. */
@Injectable()
export class Mirror {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly config: Config,
    private readonly suppressions: Suppressions,
    private readonly reading: Reading,
  ) {}

  /** Reads the provider's whole list, then settles each difference. A second run finds nothing to do. */
  async run(run: MirrorRun): Promise<RunEnd> {
    const result = emptyResult();
    const doubt = await this.reading.read(run, result);
    const there = new TheirChanges(this.database, run);
    for (let after = ''; ;) {
      const found = await differences(this.database, run.source, after, LOOKED_AT_ONCE);
      if (found.length === 0) return { result, error: doubt ?? there.trouble, isDoubtful: doubt !== null };
      for (let from = 0; from < found.length; from += run.api.batchSize) {
        await this.settle(run, found.slice(from, from + run.api.batchSize), { result, there });
        await run.beat();
      }
      after = found.at(-1)!.address;
    }
  }

  private async settle(
    run: MirrorRun,
    batch: Difference[],
    { result, there }: { result: MirrorResult; there: TheirChanges },
  ): Promise<void> {
    const by = (wanted: Remedy) =>
      batch.filter(({ disagreement }) => remedyFor(disagreement, this.config.suppressionMirror) === wanted);
    result.adopted += await this.adopt(run, by('adopt'));
    result.released_here += await this.releaseHere(run, by('release_here'));
    result.pushed += await this.mark(run, await there.add(addressesOf(by('push'))), true);
    result.refused = there.refused;
    result.removed_there += await this.mark(run, await there.remove(addressesOf(by('remove_there'))), false);
    result.left_alone += by('nothing').length;
  }

  private async adopt(run: MirrorRun, found: Difference[]): Promise<number> {
    const evidence = found.map(({ address, disagreement, origin, since }) =>
      newEvidence({
        address,
        kind: 'provider_suppression',
        reason: reasonOf(origin),
        key: `mirror:${run.source}:${since.toISOString()}`,
        // evidence counts only if it is later than our release, whatever our clock says
        occurredAt: disagreement === 'released_here' ? laterThan(since) : since,
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

  /** @returns the number of addresses */
  private async mark({ source, id }: MirrorRun, addresses: string[], isPresent: boolean): Promise<number> {
    if (addresses.length === 0) return 0;
    await this.database.query(
      `UPDATE provider_suppressions
       SET is_present = $3, changed_at = now(), seen_in = $4,
           created_at = CASE WHEN $3 THEN now() ELSE created_at END,
           pushed_at = CASE WHEN $3 THEN pushed_at END, refusal = CASE WHEN NOT $3 THEN refusal END
       WHERE source = $1 AND address = ANY($2)`,
      [source, addresses, isPresent, id],
    );
    return addresses.length;
  }
}

const laterThan = (at: Date): Date => new Date(Math.max(Date.now(), at.getTime() + 1));

const addressesOf = (found: Difference[]): string[] => found.map(({ address }) => address);

function reasonOf(origin: string | null): SuppressionReason {
  return origin === 'bounce' || origin === 'complaint' ? origin : 'provider';
}

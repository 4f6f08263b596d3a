import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { evidenceOn, foldEntries, lifeOf } from '../entries.js';
import type { Folded } from '../fold.js';
import type { SuppressionEvidence } from '../suppression-evidence.entity.js';
import type { Suppression } from '../suppression.entity.js';
import { checkPolicy, Policies } from './policies.js';
import type { PolicyBody } from './policy.js';
import type { DryRunView } from './policy.view.js';

const BATCH = 1_000;
/** A request must end; beyond this, the answer says that it is incomplete. */
const MAX_ADDRESSES = 100_000;
const MAX_CHANGES_SHOWN = 100;

interface Period {
  since: Date | null;
  until: Date | null;
}

type Totals = Omit<DryRunView, 'object'>;

/** Folds past evidence under another policy and compares the results. */
@Injectable()
export class DryRun {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly policies: Policies,
  ) {}

  /** @throws Problem validation-failed if the policy is not sound */
  async run(candidate: PolicyBody, period: Period): Promise<DryRunView> {
    checkPolicy(candidate);
    const totals: Totals = {
      addresses: 0,
      complete: true,
      would_suppress: 0,
      would_release: 0,
      would_change: 0,
      unchanged: 0,
      changes: [],
    };
    const now = new Date();
    let last: Suppression | null = null;
    do {
      const entries: Suppression[] = await this.entriesAfter(last, period);
      await this.compare(entries, candidate, totals, now);
      last = entries.length < BATCH ? null : entries.at(-1)!;
      totals.complete = last === null;
    } while (last !== null && totals.addresses < MAX_ADDRESSES);
    return { object: 'suppression_policy_dry_run', ...totals };
  }

  private entriesAfter(last: Suppression | null, { since, until }: Period): Promise<Suppression[]> {
    return this.database.query(
      `SELECT address, scope, released_at AS "releasedAt", provider_released_at AS "providerReleasedAt"
       FROM suppressions AS entry
       WHERE (address, scope) > ($1, $2) AND EXISTS (
         SELECT 1 FROM suppression_evidence AS evidence
         WHERE evidence.address = entry.address AND evidence.scope = entry.scope
           AND ($3::timestamptz IS NULL OR occurred_at >= $3) AND ($4::timestamptz IS NULL OR occurred_at < $4))
       ORDER BY address, scope LIMIT ${BATCH}`,
      [last?.address ?? '', last?.scope ?? '', since, until],
    );
  }

  private async compare(
    entries: Suppression[],
    candidate: PolicyBody,
    totals: Totals,
    now: Date,
  ): Promise<void> {
    const evidence = await evidenceOn(this.database, entries);
    const addresses = entries.map(({ address }) => address);
    const known = { evidence, life: await lifeOf(this.database, addresses) };
    const versions = evidence.map(({ policyVersion }) => policyVersion);
    const folds = foldEntries(entries, known, await this.policies.lookup(versions), now);
    const wouldBe = foldEntries(entries, known, () => candidate, now);
    entries.forEach((entry, index) => count(totals, entry, folds[index]!, wouldBe[index]!));
  }
}

function count(
  totals: Totals,
  { address, scope }: Suppression,
  is: Folded<SuppressionEvidence>,
  wouldBe: Folded<SuppressionEvidence>,
): void {
  totals.addresses += 1;
  const reasonNow = is.evidence?.reason ?? null;
  const reasonThen = wouldBe.evidence?.reason ?? null;
  const isSame = reasonNow === reasonThen && is.expiresAt?.getTime() === wouldBe.expiresAt?.getTime();
  if (isSame) totals.unchanged += 1;
  else if (reasonNow === null) totals.would_suppress += 1;
  else if (reasonThen === null) totals.would_release += 1;
  else totals.would_change += 1;
  if (isSame || totals.changes.length >= MAX_CHANGES_SHOWN) return;
  totals.changes.push({
    address,
    scope,
    reason_now: reasonNow,
    reason_then: reasonThen,
    expires_at_now: is.expiresAt?.toISOString() ?? null,
    expires_at_then: wouldBe.expiresAt?.toISOString() ?? null,
    event_ids: eventIds([...is.contributing, ...wouldBe.contributing]),
  });
}

const eventIds = (evidence: SuppressionEvidence[]): string[] => [
  ...new Set(evidence.flatMap(({ eventId }) => (eventId === null ? [] : [eventId]))),
];

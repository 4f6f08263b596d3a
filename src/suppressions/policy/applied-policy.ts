import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { type EntryKey, lockEntries } from '../entries.js';
import { type Change, refold } from '../refold.js';
import { Policies } from './policies.js';
import type { Policy } from './policy.js';
import type { PolicyAppliedView } from './policy.view.js';

const BATCH = 500;
/** A request must end; the next one continues. */
const MAX_BATCHES = 40;

type Totals = Omit<PolicyAppliedView, 'object' | 'version'>;

/** Applies the policy in force to evidence that was recorded under earlier ones. */
@Injectable()
export class AppliedPolicy {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly policies: Policies,
  ) {}

  /** @param actor for the history of the entries that change */
  async applyToPast(actor: string): Promise<PolicyAppliedView> {
    const policy = await this.policies.current();
    const totals: Totals = { addresses: 0, suppressed: 0, lifted: 0, reason_changed: 0, complete: false };
    for (let batch = 0, after: EntryKey = { address: '', scope: '' }; batch < MAX_BATCHES; batch++) {
      const entries = await this.judgedBefore(policy, after);
      if (entries.length > 0) await this.judge(entries, policy, actor, totals);
      totals.complete = entries.length < BATCH;
      if (totals.complete) break;
      after = entries.at(-1)!;
    }
    return { object: 'suppression_policy_applied', version: policy.version, ...totals };
  }

  private judgedBefore({ version }: Policy, { address, scope }: EntryKey): Promise<EntryKey[]> {
    return this.database.query(
      `SELECT address, scope FROM suppressions AS entry
       WHERE (address, scope) > ($1, $2) AND EXISTS (
         SELECT 1 FROM suppression_evidence AS evidence
         WHERE evidence.address = entry.address AND evidence.scope = entry.scope AND policy_version < $3)
       ORDER BY address, scope LIMIT ${BATCH}`,
      [address, scope, version],
    );
  }

  private async judge(entries: EntryKey[], policy: Policy, actor: string, totals: Totals): Promise<void> {
    const changes = await this.database.transaction((tx) =>
      judgeAgain(tx, entries, policy, actor, this.policies),
    );
    const count = (action: Change['action']) => changes.filter((change) => change.action === action).length;
    totals.addresses += entries.length;
    totals.suppressed += count('suppressed');
    totals.lifted += count('lifted');
    totals.reason_changed += count('reason_changed');
  }
}

async function judgeAgain(
  tx: EntityManager,
  entries: EntryKey[],
  { version }: Policy,
  actor: string,
  policies: Policies,
): Promise<Change[]> {
  const locked = await lockEntries(tx, entries);
  await tx.query(
    `UPDATE suppression_evidence AS evidence SET policy_version = $3
     FROM unnest($1::text[], $2::text[]) AS wanted (address, scope)
     WHERE evidence.address = wanted.address AND evidence.scope = wanted.scope AND policy_version < $3`,
    [entries.map(({ address }) => address), entries.map(({ scope }) => scope), version],
  );
  const note = `policy ${version} applied to what was known`;
  return refold(tx, locked, policies, { actor, eventId: null, note, ending: 'lifted', at: new Date() });
}

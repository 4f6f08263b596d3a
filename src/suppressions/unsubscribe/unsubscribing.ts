import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { type EntryKey, lockEntries } from '../entries.js';
import type { Explained } from '../explained.js';
import { newEvidence } from '../new-evidence.js';
import { Policies } from '../policy/policies.js';
import { SuppressionList } from '../suppression-list.js';
import { Suppressions } from '../suppressions.js';

const SOURCE = 'one_click';

/** Suppresses recipients at their own wish. */
@Injectable()
export class Unsubscribing {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly suppressions: Suppressions,
    private readonly list: SuppressionList,
    private readonly policies: Policies,
  ) {}

  /**
   * Records a click, unless an earlier one still stands: judged by the policy in force, neither released nor expired.
   *
   * @returns what is known about the address afterwards
   */
  async unsubscribe(key: EntryKey): Promise<Explained> {
    return this.database.transaction(async (tx) => {
      await lockEntries(tx, [key]);
      const known = await this.explain(tx, key);
      const { version } = await this.policies.current(tx);
      if (known.evidence.some((piece) => piece.policyVersion === version && isStandingClick(piece, known)))
        return known;
      await this.suppressions.recordDecision(tx, key, SOURCE, (occurredAt) =>
        newEvidence({
          ...key,
          key: `${SOURCE}:${randomUUID()}`,
          kind: 'unsubscribe',
          occurredAt,
          source: SOURCE,
        }),
      );
      return this.explain(tx, key);
    });
  }

  private explain(tx: EntityManager, { address, scope }: EntryKey): Promise<Explained> {
    return this.list.explain(address, scope, tx);
  }
}

const isStandingClick = ({ id, source }: Explained['evidence'][number], { folded }: Explained): boolean =>
  source === SOURCE && ['suppresses', 'recorded'].includes(folded.effects.get(id)!);

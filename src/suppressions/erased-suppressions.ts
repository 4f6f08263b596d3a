import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { run, type Sql, sql, verbatim } from '../platform/database/sql.js';
import { KeyedHash } from '../platform/secrets/keyed-hash.js';
import type { EntryKey } from './entries.js';
import { ALL_MAIL } from './list-scope.js';
import type { LifeSign } from './life-signs.js';
import { SUPPRESSION_REASONS, type SuppressionReason } from './suppression-reason.js';

/** What is still known about an erased person's entry. */
export interface ErasedEntry extends EntryKey {
  reason: SuppressionReason;
  expiresAt: Date | null;
  /** When the latest evidence occurred; the evidence itself is gone. */
  toldAt: Date;
  /** The policy that judged the decisive evidence. */
  policyVersion: number;
}

const UNEXPIRED = '(expires_at IS NULL OR expires_at > now())';
const COUNTS = verbatim(UNEXPIRED);

/** SQL for the stronger of two reasons; one of them may be null. */
const stronger = (one: string, other: string): Sql => {
  const reasons = `'{${SUPPRESSION_REASONS.join(',')}}'::text[]`;
  const place = (reason: string) => `array_position(${reasons}, ${reason})`;
  return verbatim(`(${reasons})[least(${place(one)}, ${place(other)})]`);
};

/** Entries that an operator's release ends: those of the scope, whatever the reason. */
export const releasedIn = (scope: string): Sql => sql`scope = ${scope}`;

/** Entries that a provider's release ends: no complaints, no operators' entries, none with later evidence. */
export const releasedByProvider = (at: Date): Sql =>
  sql`scope = ${ALL_MAIL} AND reason IN ('bounce', 'provider') AND told_at <= ${at}`;

/** Entries that a sign of life lifts: earlier bounces, if the policy that judged them says so. */
export const liftedBy = ({ kind, at }: LifeSign): Sql => sql`
  reason = 'bounce' AND told_at <= ${at} AND policy_version IN (
    SELECT version FROM suppression_policies WHERE body->'proof_of_life'->>${kind}::text = 'lift')`;

/**
 * Entries of erased people, under a keyed hash of the address. They hold until they expire, or until something ends
 * them that ends any entry. Whoever ends one must name the address, so the list knows it again from then on.
 */
@Injectable()
export class ErasedSuppressions {
  constructor(private readonly hash: KeyedHash) {}

  /** Keeps the suppressed entries of an address; the caller deletes them. Merges with what an earlier erasure kept. */
  async remember(tx: EntityManager, address: string): Promise<void> {
    await run(
      tx,
      sql`INSERT INTO erased_suppressions AS kept (address_hash, scope, reason, expires_at, told_at, policy_version)
          SELECT ${this.hashOf(address)}, scope, reason, expires_at, (
              SELECT max(occurred_at) FROM suppression_evidence AS evidence
              WHERE evidence.address = entry.address AND evidence.scope = entry.scope AND reason IS NOT NULL
            ), policy_version
          FROM suppressions AS entry WHERE address = ${address} AND is_suppressed
          ON CONFLICT (address_hash, scope) DO UPDATE
            SET reason = ${stronger('kept.reason', 'excluded.reason')},
                expires_at = CASE WHEN kept.expires_at IS NULL OR excluded.expires_at IS NULL THEN NULL
                                  ELSE greatest(kept.expires_at, excluded.expires_at) END,
                told_at = greatest(kept.told_at, excluded.told_at), policy_version = excluded.policy_version`,
    );
  }

  /** Entries that have not expired. */
  async find(
    db: Pick<EntityManager, 'query'>,
    addresses: readonly string[],
    scopes: readonly string[],
  ): Promise<ErasedEntry[]> {
    const byHash = new Map(addresses.map((address) => [this.hashOf(address), address]));
    const rows = await db.query<(ErasedEntry & { hash: string })[]>(
      `SELECT address_hash AS hash, scope, reason, expires_at AS "expiresAt", told_at AS "toldAt",
         policy_version AS "policyVersion"
       FROM erased_suppressions
       WHERE address_hash = ANY($1) AND scope = ANY($2) AND ${UNEXPIRED}`,
      [[...byHash.keys()], scopes],
    );
    return rows.map(({ hash, ...entry }) => ({ ...entry, address: byHash.get(hash)! }));
  }

  /**
   * Their scopes, as a query for use within another statement.
   *
   * @param which a condition on the entry, such as `liftedBy`
   */
  scopesOf(address: string, which: Sql = sql`true`): Sql {
    return sql`SELECT scope FROM erased_suppressions
      WHERE address_hash = ${this.hashOf(address)} AND ${COUNTS} AND ${which}`;
  }

  /**
   * Puts entries back under their address. The caller must refold them at once: since no evidence keeps them on the
   * list, they then end as all entries do, with history and notification.
   */
  async bringBack(tx: EntityManager, address: string, which: Sql): Promise<void> {
    await run(
      tx,
      sql`WITH kept AS (
            DELETE FROM erased_suppressions
            WHERE address_hash = ${this.hashOf(address)} AND ${COUNTS} AND ${which} RETURNING *
          )
          INSERT INTO suppressions AS entry (address, scope, is_suppressed, reason, expires_at)
          SELECT ${address}, scope, true, reason, expires_at FROM kept
          ON CONFLICT (address, scope) DO UPDATE
            SET is_suppressed = true, reason = ${stronger('entry.reason', 'excluded.reason')},
                expires_at = excluded.expires_at`,
    );
  }

  private hashOf(address: string): string {
    return this.hash.of('address', address);
  }
}

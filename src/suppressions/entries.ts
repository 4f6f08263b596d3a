import type { EntityManager } from 'typeorm';
import { arrayLiteral } from '../platform/database/array-literal.js';
import { type Circumstances, fold, type Folded } from './fold.js';
import type { PolicyLookup } from './folded-evidence.js';
import type { Policies } from './policy/policies.js';
import type { SuppressionEvidence } from './suppression-evidence.entity.js';
import type { Suppression } from './suppression.entity.js';

export interface EntryKey {
  address: string;
  scope: string;
}

const ENTRY_COLUMNS = `
  address, scope, is_suppressed AS "isSuppressed", reason, evidence_id AS "evidenceId", created_at AS "createdAt",
  expires_at AS "expiresAt", refold_at AS "refoldAt", ended_at AS "endedAt", released_at AS "releasedAt",
  provider_released_at AS "providerReleasedAt", policy_version AS "policyVersion"`;

/** An entry whose lock is held. */
export type LockedEntry = Suppression & {
  /** Whether this transaction created the entry: then nobody else can have recorded evidence on it. */
  isNew: boolean;
};

const EVIDENCE_COLUMNS = `
  id, address, scope, key, kind, reason, occurred_at AS "occurredAt", expires_at AS "expiresAt", source,
  event_id AS "eventId", email_id AS "emailId", bounce_type AS "bounceType", bounce_subtype AS "bounceSubtype",
  diagnostic_code AS "diagnosticCode", note, policy_version AS "policyVersion"`;

export const keyText = ({ address, scope }: EntryKey): string => `${address} ${scope}`;

/**
 * Locks the rows, creating missing ones, so that changes of one address happen one after the other. Rows are locked in
 * key order, so two batches cannot deadlock.
 */
export function lockEntries(tx: EntityManager, keys: readonly EntryKey[]): Promise<LockedEntry[]> {
  return tx.query(
    `INSERT INTO suppressions (address, scope)
     SELECT DISTINCT address COLLATE "C" AS address, scope COLLATE "C" AS scope
     FROM unnest($1::text[], $2::text[]) AS wanted (address, scope) ORDER BY 1, 2
     ON CONFLICT (address, scope) DO UPDATE SET address = excluded.address
     RETURNING ${ENTRY_COLUMNS}, xmax = 0 AS "isNew"`,
    [arrayLiteral(keys.map(({ address }) => address)), arrayLiteral(keys.map(({ scope }) => scope))],
  );
}

/** All evidence on the given entries, in no particular order. */
export function evidenceOn(
  db: Pick<EntityManager, 'query'>,
  keys: readonly EntryKey[],
): Promise<SuppressionEvidence[]> {
  return db.query(
    `SELECT ${EVIDENCE_COLUMNS} FROM suppression_evidence
     JOIN unnest($1::text[], $2::text[]) AS wanted (address, scope) USING (address, scope)`,
    [arrayLiteral(keys.map(({ address }) => address)), arrayLiteral(keys.map(({ scope }) => scope))],
  );
}

/** The latest signs of life, by address. */
export async function lifeOf(
  db: Pick<EntityManager, 'query'>,
  addresses: string[],
): Promise<Map<string, Pick<Circumstances, 'deliveredAt' | 'wroteAt'>>> {
  const rows = await db.query<{ address: string; deliveredAt: Date | null; wroteAt: Date | null }[]>(
    `SELECT address, max(at) FILTER (WHERE kind = 'delivered') AS "deliveredAt",
       max(at) FILTER (WHERE kind = 'authenticated_mail') AS "wroteAt"
     FROM suppression_life_signs WHERE address = ANY($1::text[]) GROUP BY address`,
    [arrayLiteral(addresses)],
  );
  return new Map(rows.map(({ address, ...life }) => [address, life]));
}

const NO_LIFE = { deliveredAt: null, wroteAt: null };

/** What is known about some entries. */
export interface Known {
  evidence: readonly SuppressionEvidence[];
  life: Map<string, Pick<Circumstances, 'deliveredAt' | 'wroteAt'>>;
}

/**
 * The entries' folds, in the order of the entries.
 *
 * @param fresh all evidence on new entries, which is then not read back
 */
export async function foldAll(
  db: Pick<EntityManager, 'query'>,
  entries: readonly (Suppression & { isNew?: boolean })[],
  policies: Policies,
  now: Date,
  fresh: readonly SuppressionEvidence[] = [],
): Promise<Folded<SuppressionEvidence>[]> {
  const isNew = new Set(entries.filter((entry) => entry.isNew === true).map(keyText));
  const older = entries.filter((entry) => !isNew.has(keyText(entry)));
  const evidence = [
    ...(older.length === 0 ? [] : await evidenceOn(db, older)),
    ...fresh.filter((piece) => isNew.has(keyText(piece))),
  ];
  const addresses = entries.map(({ address }) => address);
  const known = { evidence, life: await lifeOf(db, addresses) };
  const versions = evidence.map(({ policyVersion }) => policyVersion);
  return foldEntries(entries, known, await policies.lookup(versions, db), now);
}

/** The same, from evidence that has been read already. */
export function foldEntries(
  entries: readonly Suppression[],
  { evidence, life }: Known,
  policyOf: PolicyLookup,
  now: Date,
): Folded<SuppressionEvidence>[] {
  const byKey = new Map<string, SuppressionEvidence[]>(entries.map((entry) => [keyText(entry), []]));
  for (const piece of evidence) byKey.get(keyText(piece))!.push(piece);
  return entries.map((entry) => {
    const { releasedAt, providerReleasedAt } = entry;
    const { deliveredAt, wroteAt } = life.get(entry.address) ?? NO_LIFE;
    const circumstances = { releasedAt, providerReleasedAt, deliveredAt, wroteAt };
    return fold(byKey.get(keyText(entry))!, circumstances, policyOf, now);
  });
}

import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { type Circumstances, fold, type Folded } from './fold.js';
import type { PolicyLookup } from './folded-evidence.js';
import type { Policies } from './policy/policies.js';
import type { SuppressionEvidence } from './suppression-evidence.entity.js';
import type { SuppressionReason } from './suppression-reason.js';
import type { Suppression } from './suppression.entity.js';

export interface EntryKey {
  address: string;
  scope: string;
}

/** Why entries are added up again. */
export interface Cause {
  actor: string;
  eventId: string | null;
  note: string | null;
  /** What it is called in the history when it takes an address off the list. */
  ending: 'released' | 'lifted' | 'expired';
  /** When that happened. */
  at: Date;
}

/** A change of the list. */
export interface Change extends EntryKey {
  action: 'suppressed' | 'reason_changed' | 'evidence_recorded' | Cause['ending'];
  /** The reason that holds now, or that held. */
  reason: SuppressionReason | null;
}

const ENTRY_COLUMNS = `
  address, scope, is_suppressed AS "isSuppressed", reason, evidence_id AS "evidenceId", created_at AS "createdAt",
  expires_at AS "expiresAt", refold_at AS "refoldAt", ended_at AS "endedAt", released_at AS "releasedAt",
  provider_released_at AS "providerReleasedAt", policy_version AS "policyVersion"`;

const EVIDENCE_COLUMNS = `
  id, address, scope, key, kind, reason, occurred_at AS "occurredAt", expires_at AS "expiresAt", source,
  event_id AS "eventId", email_id AS "emailId", bounce_type AS "bounceType", bounce_subtype AS "bounceSubtype",
  diagnostic_code AS "diagnosticCode", note, policy_version AS "policyVersion"`;

export const keyText = ({ address, scope }: EntryKey): string => `${address} ${scope}`;

/**
 * Takes the rows' locks, making those that are missing: changes of one address happen one after the other. Rows are
 * locked in the order of their keys, so that two batches cannot wait for each other.
 */
export function lockEntries(tx: EntityManager, keys: readonly EntryKey[]): Promise<Suppression[]> {
  return tx.query(
    `INSERT INTO suppressions (address, scope)
     SELECT DISTINCT address COLLATE "C" AS address, scope COLLATE "C" AS scope
     FROM unnest($1::text[], $2::text[]) AS wanted (address, scope) ORDER BY 1, 2
     ON CONFLICT (address, scope) DO UPDATE SET address = excluded.address
     RETURNING ${ENTRY_COLUMNS}`,
    [keys.map(({ address }) => address), keys.map(({ scope }) => scope)],
  );
}

/** All evidence on the given entries, in no order. */
export function evidenceOn(
  db: Pick<EntityManager, 'query'>,
  keys: readonly EntryKey[],
): Promise<SuppressionEvidence[]> {
  return db.query(
    `SELECT ${EVIDENCE_COLUMNS} FROM suppression_evidence
     JOIN unnest($1::text[], $2::text[]) AS wanted (address, scope) USING (address, scope)`,
    [keys.map(({ address }) => address), keys.map(({ scope }) => scope)],
  );
}

/** The last signs of life, by address. */
export async function lifeOf(
  db: Pick<EntityManager, 'query'>,
  addresses: string[],
): Promise<Map<string, Pick<Circumstances, 'deliveredAt' | 'wroteAt'>>> {
  const rows = await db.query<{ address: string; deliveredAt: Date | null; wroteAt: Date | null }[]>(
    `SELECT address, max(at) FILTER (WHERE kind = 'delivered') AS "deliveredAt",
       max(at) FILTER (WHERE kind = 'authenticated_mail') AS "wroteAt"
     FROM suppression_life_signs WHERE address = ANY($1) GROUP BY address`,
    [addresses],
  );
  return new Map(rows.map(({ address, ...life }) => [address, life]));
}

const NO_LIFE = { deliveredAt: null, wroteAt: null };

/** What is known of some entries. */
export interface Known {
  evidence: readonly SuppressionEvidence[];
  life: Map<string, Pick<Circumstances, 'deliveredAt' | 'wroteAt'>>;
}

/** The entries' folds, in the order of the entries. */
export async function foldAll(
  db: Pick<EntityManager, 'query'>,
  entries: readonly Suppression[],
  policies: Policies,
  now: Date,
): Promise<Folded<SuppressionEvidence>[]> {
  const evidence = await evidenceOn(db, entries);
  const addresses = entries.map(({ address }) => address);
  const known = { evidence, life: await lifeOf(db, addresses) };
  const versions = evidence.map(({ policyVersion }) => policyVersion);
  return foldEntries(entries, known, await policies.lookup(versions, db), now);
}

/** The same of what was read already. */
export function foldEntries(
  entries: readonly Suppression[],
  { evidence, life }: Known,
  policyOf: PolicyLookup,
  now: Date,
): Folded<SuppressionEvidence>[] {
  const byKey = new Map<string, SuppressionEvidence[]>(entries.map((entry) => [keyText(entry), []]));
  for (const piece of evidence) byKey.get(keyText(piece))!.push(piece);
  return entries.map((entry) => {
    const circumstances = { ...entry, ...(life.get(entry.address) ?? NO_LIFE) };
    return fold(byKey.get(keyText(entry))!, circumstances, policyOf, now);
  });
}

/**
 * Adds up the evidence on locked entries again and writes what has changed, with its history.
 *
 * @param noteworthy keys whose new evidence belongs into the history even when the list stays as it is
 */
export async function refold(
  tx: EntityManager,
  entries: readonly Suppression[],
  policies: Policies,
  cause: Cause,
  noteworthy: ReadonlySet<string> = new Set(),
): Promise<Change[]> {
  const folds = await foldAll(tx, entries, policies, new Date());
  await writeFolds(tx, entries, folds, cause.at);
  const changes = entries.flatMap((entry, index) => {
    const change = changeOf(entry, folds[index]!, cause);
    return change.action !== 'evidence_recorded' || noteworthy.has(keyText(entry)) ? [change] : [];
  });
  await writeHistory(tx, changes, cause);
  return changes.filter(({ action }) => action !== 'evidence_recorded');
}

function changeOf(entry: Suppression, { evidence }: Folded<SuppressionEvidence>, cause: Cause): Change {
  const before = entry.isSuppressed ? entry.reason : null;
  const after = evidence?.reason ?? null;
  const { address, scope } = entry;
  const reason = after ?? before;
  if (before === after) return { address, scope, reason, action: 'evidence_recorded' };
  if (before === null) return { address, scope, reason, action: 'suppressed' };
  return { address, scope, reason, action: after === null ? cause.ending : 'reason_changed' };
}

async function writeFolds(
  tx: EntityManager,
  entries: readonly Suppression[],
  folds: Folded<SuppressionEvidence>[],
  endedAt: Date,
): Promise<void> {
  await tx.query(
    `UPDATE suppressions AS entry
     SET is_suppressed = folded.evidence_id IS NOT NULL, reason = folded.reason,
         evidence_id = folded.evidence_id, policy_version = folded.policy_version, created_at = folded.created_at,
         expires_at = folded.expires_at, refold_at = folded.refold_at, updated_at = now(),
         ended_at = CASE WHEN folded.evidence_id IS NOT NULL THEN NULL
                         WHEN is_suppressed THEN $9::timestamptz ELSE ended_at END
     FROM unnest($1::text[], $2::text[], $3::uuid[], $4::text[], $5::int[], $6::timestamptz[], $7::timestamptz[],
                 $8::timestamptz[])
       AS folded (address, scope, evidence_id, reason, policy_version, created_at, expires_at, refold_at)
     WHERE entry.address = folded.address AND entry.scope = folded.scope`,
    [
      entries.map(({ address }) => address),
      entries.map(({ scope }) => scope),
      folds.map(({ evidence }) => evidence?.id ?? null),
      folds.map(({ evidence }) => evidence?.reason ?? null),
      folds.map(({ evidence }) => evidence?.policyVersion ?? null),
      folds.map(({ createdAt }) => createdAt),
      folds.map(({ expiresAt }) => expiresAt),
      folds.map(({ refoldAt }) => refoldAt),
      endedAt,
    ],
  );
}

async function writeHistory(tx: EntityManager, changes: Change[], cause: Cause): Promise<void> {
  if (changes.length === 0) return;
  await tx.query(
    `INSERT INTO suppression_history (id, address, scope, action, reason, actor, event_id, note)
     SELECT id, address, scope, action, reason, $6, $7, $8
     FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[])
       AS change (id, address, scope, action, reason)`,
    [
      changes.map(() => uuidv7()),
      changes.map(({ address }) => address),
      changes.map(({ scope }) => scope),
      changes.map(({ action }) => action),
      changes.map(({ reason }) => reason),
      cause.actor,
      cause.eventId,
      cause.note,
    ],
  );
}

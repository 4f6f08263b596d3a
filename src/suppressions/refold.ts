import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { arrayLiteral } from '../platform/database/array-literal.js';
import { type EntryKey, foldAll, keyText, type LockedEntry } from './entries.js';
import type { Folded } from './fold.js';
import type { Policies } from './policy/policies.js';
import type { SuppressionEvidence } from './suppression-evidence.entity.js';
import type { SuppressionReason } from './suppression-reason.js';
import type { Suppression } from './suppression.entity.js';

/** Why entries are folded again. */
export interface Cause {
  actor: string;
  eventId: string | null;
  note: string | null;
  /** What the history calls it if it takes an address off the list. */
  ending: 'released' | 'lifted' | 'expired';
  /** When that happened. */
  at: Date;
}

/** A change of the list. */
export interface Change extends EntryKey {
  action: 'suppressed' | 'reason_changed' | 'evidence_recorded' | Cause['ending'];
  /** The reason after the change, or the one that ended. */
  reason: SuppressionReason | null;
}

/**
 * Folds the evidence on locked entries again and writes what has changed, with its history.
 *
 * @param recorded evidence that was just recorded: the history mentions it even if the list does not change
 * @param now evidence that expires by then no longer counts
 */
export async function refold(
  tx: EntityManager,
  entries: readonly LockedEntry[],
  policies: Policies,
  cause: Cause,
  recorded: readonly SuppressionEvidence[] = [],
  now = new Date(),
): Promise<Change[]> {
  const folds = await foldAll(tx, entries, policies, now, recorded);
  const noteworthy = new Set(recorded.map(keyText));
  await writeFolds(tx, entries, folds, cause.at);
  const changes = entries.flatMap((entry, index) => {
    const change = changeOf(entry, folds[index]!, cause);
    return change.action !== 'evidence_recorded' || noteworthy.has(keyText(entry)) ? [change] : [];
  });
  await writeHistory(tx, changes, cause);
  return changes.filter(({ action }) => action !== 'evidence_recorded');
}

/** What ends by the clock may in fact have been lifted, by a sign of life that could not be seen earlier. */
const endingOf = (entry: Suppression, { effects }: Folded<SuppressionEvidence>, { ending }: Cause) =>
  ending === 'expired' && effects.get(entry.evidenceId ?? '') === 'lifted' ? 'lifted' : ending;

function changeOf(entry: Suppression, folded: Folded<SuppressionEvidence>, cause: Cause): Change {
  const { evidence } = folded;
  const before = entry.isSuppressed ? entry.reason : null;
  const after = evidence?.reason ?? null;
  const { address, scope } = entry;
  const reason = after ?? before;
  if (before === after) return { address, scope, reason, action: 'evidence_recorded' };
  if (before === null) return { address, scope, reason, action: 'suppressed' };
  return {
    address,
    scope,
    reason,
    action: after === null ? endingOf(entry, folded, cause) : 'reason_changed',
  };
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
      arrayLiteral(entries.map(({ address }) => address)),
      arrayLiteral(entries.map(({ scope }) => scope)),
      arrayLiteral(folds.map(({ evidence }) => evidence?.id ?? null)),
      arrayLiteral(folds.map(({ evidence }) => evidence?.reason ?? null)),
      arrayLiteral(folds.map(({ evidence }) => evidence?.policyVersion ?? null)),
      arrayLiteral(folds.map(({ createdAt }) => createdAt)),
      arrayLiteral(folds.map(({ expiresAt }) => expiresAt)),
      arrayLiteral(folds.map(({ refoldAt }) => refoldAt)),
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
      arrayLiteral(changes.map(() => uuidv7())),
      arrayLiteral(changes.map(({ address }) => address)),
      arrayLiteral(changes.map(({ scope }) => scope)),
      arrayLiteral(changes.map(({ action }) => action)),
      arrayLiteral(changes.map(({ reason }) => reason)),
      cause.actor,
      cause.eventId,
      cause.note,
    ],
  );
}

import { type SuppressionReason, SUPPRESSION_REASONS } from './suppression.entity.js';

/** What `fold` looks at in a piece of evidence. */
export interface FoldedEvidence {
  id: string;
  reason: SuppressionReason;
  occurredAt: Date;
  expiresAt: Date | null;
}

export interface Releases {
  releasedAt: Date | null;
  providerReleasedAt: Date | null;
}

export interface Folded<Evidence> {
  /** The strongest piece of evidence that counts; the earliest of equally strong ones. Null: not suppressed. */
  evidence: Evidence | null;
  /** When the earliest evidence that counts occurred. */
  createdAt: Date | null;
  /** When the last evidence that counts runs out; null when one of them never does. */
  expiresAt: Date | null;
}

/**
 * Adds up the evidence on one address. The result depends on what is known and not on the order in which it became
 * known, so events may arrive in any order (design §6.10).
 */
export function fold<Evidence extends FoldedEvidence>(all: Evidence[], releases: Releases): Folded<Evidence> {
  const counting = all
    .filter((evidence) => !isReleased(evidence, releases))
    .sort((a, b) => a.occurredAt.getTime() - b.occurredAt.getTime() || (a.id < b.id ? -1 : 1));
  const evidence = SUPPRESSION_REASONS.map((reason) => counting.find((one) => one.reason === reason)).find(
    Boolean,
  );
  const neverEnds = counting.some(({ expiresAt }) => expiresAt === null);
  const lastEnd = Math.max(...counting.map(({ expiresAt }) => expiresAt?.getTime() ?? 0));
  return {
    evidence: evidence ?? null,
    createdAt: counting[0]?.occurredAt ?? null,
    expiresAt: counting.length === 0 || neverEnds ? null : new Date(lastEnd),
  };
}

function isReleased(
  { reason, occurredAt }: FoldedEvidence,
  { releasedAt, providerReleasedAt }: Releases,
): boolean {
  if (releasedAt !== null && occurredAt <= releasedAt) return true;
  const providerMayRelease = reason === 'bounce' || reason === 'provider';
  return providerMayRelease && providerReleasedAt !== null && occurredAt <= providerReleasedAt;
}

import type { FoldedEvidence, PolicyLookup } from './folded-evidence.js';
import { type PolicyBody, ruleOf } from './policy/policy.js';
import { scoreOf } from './score.js';
import { SUPPRESSION_REASONS } from './suppression-reason.js';

const DAY_MS = 24 * 60 * 60 * 1000;

/** What speaks against the evidence on an address. */
export interface Circumstances {
  /** When an operator released the address: evidence up to then no longer counts. */
  releasedAt: Date | null;
  /** The same by the provider; complaints and operators' entries still count. */
  providerReleasedAt: Date | null;
  /** The latest signs of life. */
  deliveredAt: Date | null;
  wroteAt: Date | null;
}

/** What one piece of evidence does now. */
export type Effect = 'suppresses' | 'scores' | 'recorded' | 'released' | 'lifted' | 'expired';

export interface Folded<Evidence> {
  /** The strongest evidence that suppresses, and of equally strong evidence the earliest; null: not suppressed. */
  evidence: Evidence | null;
  /** When the earliest evidence that suppresses occurred. */
  createdAt: Date | null;
  /** When the last evidence that suppresses expires; null if some never does. */
  expiresAt: Date | null;
  /** When the first of it expires, so that the entry must be folded again; null: never. */
  refoldAt: Date | null;
  /** Evidence that suppresses or adds to the score, oldest first. */
  contributing: Evidence[];
  /** By evidence id. */
  effects: Map<string, Effect>;
  /** The sum of points at `now`; see `scoreOf`. */
  score: number;
}

/**
 * Adds up the evidence on one address, each piece by the policy version that judges it. The result depends on what is
 * known, not on the order in which it became known, so events may arrive in any order (design §6.10).
 */
export function fold<Evidence extends FoldedEvidence>(
  all: readonly Evidence[],
  circumstances: Circumstances,
  policyOf: PolicyLookup,
  now: Date,
): Folded<Evidence> {
  const sorted = [...all].sort(byTime);
  const effects = new Map<string, Effect>();
  const standing = sorted.filter((evidence) => {
    const effect = againstIt(evidence, circumstances, policyOf(evidence.policyVersion));
    if (effect !== null) effects.set(evidence.id, effect);
    return effect === null;
  });
  const scored = scoreOf(standing, policyOf, now);
  const counting: { evidence: Evidence; endsAt: Date | null }[] = [];
  for (const evidence of standing) {
    const rule = ruleOf(policyOf(evidence.policyVersion), evidence.kind, evidence.bounceSubtype);
    const suppresses = rule.action === 'suppress' || scored.crossing.has(evidence.id);
    if (!suppresses || evidence.reason === null) {
      effects.set(evidence.id, rule.action === 'score' ? 'scores' : 'recorded');
      continue;
    }
    const endsAt = evidence.expiresAt ?? after(evidence.occurredAt, rule.expires_after_days);
    const isOver = endsAt !== null && endsAt <= now;
    effects.set(evidence.id, isOver ? 'expired' : 'suppresses');
    if (!isOver) counting.push({ evidence, endsAt });
  }
  const contributing = standing.filter(({ id }) => ['suppresses', 'scores'].includes(effects.get(id)!));
  return { ...summed(counting), contributing, effects, score: scored.now };
}

function summed<Evidence extends FoldedEvidence>(counting: { evidence: Evidence; endsAt: Date | null }[]) {
  const strongest = SUPPRESSION_REASONS.map((reason) =>
    counting.find(({ evidence }) => evidence.reason === reason),
  ).find((found) => found !== undefined);
  const ends = counting.flatMap(({ endsAt }) => (endsAt === null ? [] : [endsAt.getTime()]));
  const neverEnds = ends.length < counting.length;
  return {
    evidence: strongest?.evidence ?? null,
    createdAt: counting[0]?.evidence.occurredAt ?? null,
    expiresAt: ends.length === 0 || neverEnds ? null : new Date(Math.max(...ends)),
    refoldAt: ends.length === 0 ? null : new Date(Math.min(...ends)),
  };
}

/** Why a piece of evidence does not count at all; null if it may. */
function againstIt(
  { reason, occurredAt }: FoldedEvidence,
  { releasedAt, providerReleasedAt, deliveredAt, wroteAt }: Circumstances,
  { proof_of_life: life }: PolicyBody,
): Effect | null {
  if (reachedBy(occurredAt, releasedAt)) return 'released';
  const providerMayRelease = reason === 'bounce' || reason === 'provider';
  if (providerMayRelease && reachedBy(occurredAt, providerReleasedAt)) return 'released';
  if (reason !== 'bounce') return null;
  if (life.delivered === 'lift' && reachedBy(occurredAt, deliveredAt)) return 'lifted';
  return life.authenticated_mail === 'lift' && reachedBy(occurredAt, wroteAt) ? 'lifted' : null;
}

const reachedBy = (occurredAt: Date, end: Date | null): boolean => end !== null && occurredAt <= end;

const after = (start: Date, days: number | null): Date | null =>
  days === null ? null : new Date(start.getTime() + days * DAY_MS);

const byTime = (a: FoldedEvidence, b: FoldedEvidence): number =>
  a.occurredAt.getTime() - b.occurredAt.getTime() || (a.id < b.id ? -1 : 1);

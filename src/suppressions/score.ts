import type { FoldedEvidence, PolicyLookup } from './folded-evidence.js';
import { ruleOf } from './policy/policy.js';

const DAY_MS = 24 * 60 * 60 * 1000;

/** The points of one address, added up. */
export interface Score {
  /** Ids of the evidence at which the sum was at or above the threshold. */
  crossing: Set<string>;
  /** Points now, rounded down to thousandths so that they do not show the threshold before it is reached. */
  now: number;
}

/**
 * Adds up the points of evidence whose rule says `score`. Points halve every half-life, so five soft bounces in a year
 * count for little, and five in a week mean a full mailbox. Each mail counts once, with its first bounce.
 *
 * @param evidence oldest first
 */
export function scoreOf(evidence: readonly FoldedEvidence[], policyOf: PolicyLookup, now: Date): Score {
  const crossing = new Set<string>();
  const mails = new Set<string>();
  let points = 0;
  let at = 0;
  let halfLifeMs = DAY_MS;
  for (const piece of evidence) {
    const policy = policyOf(piece.policyVersion);
    const rule = ruleOf(policy, piece.kind, piece.bounceSubtype);
    if (rule.action !== 'score' || (piece.emailId !== null && mails.has(piece.emailId))) continue;
    if (piece.emailId !== null) mails.add(piece.emailId);
    halfLifeMs = policy.score.half_life_days * DAY_MS;
    points = faded(points, piece.occurredAt.getTime() - at, halfLifeMs) + rule.points;
    at = piece.occurredAt.getTime();
    if (points >= policy.score.threshold) crossing.add(piece.id);
  }
  const today = faded(points, Math.max(0, now.getTime() - at), halfLifeMs);
  return { crossing, now: Math.floor(today * 1000) / 1000 };
}

const faded = (points: number, elapsedMs: number, halfLifeMs: number): number =>
  points === 0 ? 0 : points * 0.5 ** (elapsedMs / halfLifeMs);

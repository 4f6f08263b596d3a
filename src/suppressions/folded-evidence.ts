import type { EvidenceKind } from './policy/evidence-kind.js';
import type { PolicyBody } from './policy/policy.js';
import type { SuppressionReason } from './suppression-reason.js';

/** What `fold` looks at in a piece of evidence. */
export interface FoldedEvidence {
  id: string;
  kind: EvidenceKind;
  /** Under which reason it would stand on the list; null: never. */
  reason: SuppressionReason | null;
  bounceSubtype: string | null;
  /** The sent mail it is about: however often a mail bounces softly, it counts once. */
  emailId: string | null;
  occurredAt: Date;
  /** An end that was given with it; it outweighs the policy's. */
  expiresAt: Date | null;
  policyVersion: number;
}

/** The policy of a version. */
export type PolicyLookup = (version: number) => PolicyBody;

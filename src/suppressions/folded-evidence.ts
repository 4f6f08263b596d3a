import type { EvidenceKind } from './policy/evidence-kind.js';
import type { PolicyBody } from './policy/policy.js';
import type { SuppressionReason } from './suppression-reason.js';

/** What `fold` reads of a piece of evidence. */
export interface FoldedEvidence {
  id: string;
  kind: EvidenceKind;
  /** The reason it can put the address on the list for; null: none. */
  reason: SuppressionReason | null;
  bounceSubtype: string | null;
  /** The sent mail it is about: one mail scores once, however often it bounces. */
  emailId: string | null;
  occurredAt: Date;
  /** An end that came with it; takes precedence over the policy's. */
  expiresAt: Date | null;
  policyVersion: number;
}

/** The policy with this version. */
export type PolicyLookup = (version: number) => PolicyBody;

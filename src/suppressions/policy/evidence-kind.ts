import type { SuppressionReason } from '../suppression-reason.js';

/**
 * What a piece of evidence may lead to.
 *
 * - `suppress`: the address goes on the list at once.
 * - `score`: it adds points, which fade; the address goes on the list when the sum reaches the threshold.
 * - `record`: it is kept and shown, and nothing follows.
 */
export const RULE_ACTIONS = ['suppress', 'score', 'record'] as const;
export type RuleAction = (typeof RULE_ACTIONS)[number];

interface KindOfEvidence {
  /** Under which reason an address stands on the list because of it; null for what never suppresses. */
  reason: SuppressionReason | null;
  /** What a policy may choose. A soft bounce can never be made to suppress at once. */
  actions: readonly RuleAction[];
}

/** Every kind of evidence that there is about an address. The last two are facts about the mail or about us. */
export const EVIDENCE_KINDS = {
  /** The provider calls the bounce permanent. */
  permanent_bounce: { reason: 'bounce', actions: ['suppress', 'score', 'record'] },
  /** The provider calls the bounce transient. */
  transient_bounce: { reason: 'bounce', actions: ['score', 'record'] },
  /** The provider cannot tell. */
  undetermined_bounce: { reason: 'bounce', actions: ['score', 'record'] },
  /** A verified report: the address is dead (RFC 3464). */
  dsn_hard: { reason: 'bounce', actions: ['suppress', 'score', 'record'] },
  /** A verified report: it failed and may pass (RFC 3464). */
  dsn_soft: { reason: 'bounce', actions: ['score', 'record'] },
  /** The provider reports a complaint. */
  complaint: { reason: 'complaint', actions: ['suppress', 'record'] },
  /** A verified abuse report (RFC 5965). */
  arf_complaint: { reason: 'complaint', actions: ['suppress', 'record'] },
  /** The address is on the provider's own list. */
  provider_suppression: { reason: 'provider', actions: ['suppress', 'record'] },
  /** One-click unsubscribe (RFC 8058). */
  unsubscribe: { reason: 'manual', actions: ['suppress', 'record'] },
  /** An operator put it on the list. */
  manual: { reason: 'manual', actions: ['suppress'] },
  /** The mail was refused, not the address: content, size, policy. */
  content_refusal: { reason: null, actions: ['record'] },
  /** Our side or the way there failed: block lists, authentication, network. */
  infrastructure: { reason: null, actions: ['record'] },
} as const satisfies Record<string, KindOfEvidence>;

export type EvidenceKind = keyof typeof EVIDENCE_KINDS;

/** Kinds for which a policy has rules. */
export const RULED_KINDS = (Object.keys(EVIDENCE_KINDS) as EvidenceKind[]).filter(
  (name) => EVIDENCE_KINDS[name].reason !== null,
);

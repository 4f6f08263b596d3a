import type { SuppressionReason } from '../suppression-reason.js';

/**
 * What a piece of evidence can do.
 *
 * - `suppress`: puts the address on the list at once.
 * - `score`: adds points, which fade; the address goes on the list when the sum reaches the threshold.
 * - `record`: is kept and shown, and has no effect.
 */
export const RULE_ACTIONS = ['suppress', 'score', 'record'] as const;
export type RuleAction = (typeof RULE_ACTIONS)[number];

interface KindOfEvidence {
  /** The reason it can put an address on the list for; null for kinds that never suppress. */
  reason: SuppressionReason | null;
  /** What a policy may choose. No policy can let a single soft bounce suppress. */
  actions: readonly RuleAction[];
}

/** Every kind of evidence about an address. The last two concern the mail or our side. */
export const EVIDENCE_KINDS = {
  /** A bounce that the provider calls permanent. */
  permanent_bounce: { reason: 'bounce', actions: ['suppress', 'score', 'record'] },
  /** A bounce that the provider calls transient. */
  transient_bounce: { reason: 'bounce', actions: ['score', 'record'] },
  /** A bounce that the provider cannot classify. */
  undetermined_bounce: { reason: 'bounce', actions: ['score', 'record'] },
  /** A verified report that the address is dead (RFC 3464). */
  dsn_hard: { reason: 'bounce', actions: ['suppress', 'score', 'record'] },
  /** A verified report of a failure that may pass (RFC 3464). */
  dsn_soft: { reason: 'bounce', actions: ['score', 'record'] },
  /** A complaint reported by the provider. */
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

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
  meaning: string;
}

/** Every kind of evidence that there is about an address. The last two are facts about the mail or about us. */
export const EVIDENCE_KINDS = {
  permanent_bounce: kind(
    'bounce',
    ['suppress', 'score', 'record'],
    'the provider calls the bounce permanent',
  ),
  transient_bounce: kind('bounce', ['score', 'record'], 'the provider calls the bounce transient'),
  undetermined_bounce: kind('bounce', ['score', 'record'], 'the provider cannot tell'),
  dsn_hard: kind(
    'bounce',
    ['suppress', 'score', 'record'],
    'a verified report: the address is dead (RFC 3464)',
  ),
  dsn_soft: kind('bounce', ['score', 'record'], 'a verified report: it failed and may pass (RFC 3464)'),
  complaint: kind('complaint', ['suppress', 'record'], 'the provider reports a complaint'),
  arf_complaint: kind('complaint', ['suppress', 'record'], 'a verified abuse report (RFC 5965)'),
  provider_suppression: kind('provider', ['suppress', 'record'], "the address is on the provider's own list"),
  unsubscribe: kind('manual', ['suppress', 'record'], 'one-click unsubscribe (RFC 8058)'),
  manual: kind('manual', ['suppress'], 'an operator put it on the list'),
  content_refusal: kind(null, ['record'], 'the mail was refused, not the address: content, size, policy'),
  infrastructure: kind(
    null,
    ['record'],
    'our side or the way there failed: block lists, authentication, network',
  ),
} as const satisfies Record<string, KindOfEvidence>;

export type EvidenceKind = keyof typeof EVIDENCE_KINDS;

/** Kinds for which a policy has rules. */
export const RULED_KINDS = (Object.keys(EVIDENCE_KINDS) as EvidenceKind[]).filter(
  (name) => EVIDENCE_KINDS[name].reason !== null,
);

function kind(
  reason: SuppressionReason | null,
  actions: readonly RuleAction[],
  meaning: string,
): KindOfEvidence {
  return { reason, actions, meaning };
}

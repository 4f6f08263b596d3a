import type { EvidenceKind, RuleAction } from './evidence-kind.js';
import type { PolicyBody, PolicyRule } from './policy.js';

/** How long a score suppresses an address: long enough for a full mailbox to be emptied, then mail is tried again. */
const SOFT_EXPIRY_DAYS = 30;

/**
 * Version 1, stored by the first migration and therefore never edited: to change it, a migration adds a version. Dead
 * addresses and complaints stay until they are released. Five soft bounces within about nine days suppress for a month.
 * Signs of life are shown and lift nothing.
 */
export const FIRST_POLICY: PolicyBody = {
  rules: [
    rule('permanent_bounce', 'suppress'),
    rule('transient_bounce', 'score', SOFT_EXPIRY_DAYS),
    rule('undetermined_bounce', 'record'),
    rule('dsn_hard', 'suppress'),
    rule('dsn_soft', 'score', SOFT_EXPIRY_DAYS),
    rule('complaint', 'suppress'),
    rule('arf_complaint', 'suppress'),
    rule('provider_suppression', 'suppress'),
    rule('unsubscribe', 'suppress'),
    rule('manual', 'suppress'),
  ],
  score: { threshold: 4, half_life_days: 14 },
  proof_of_life: { delivered: 'record', authenticated_mail: 'record' },
};

function rule(kind: EvidenceKind, action: RuleAction, expiresAfterDays: number | null = null): PolicyRule {
  return {
    kind,
    subtype: null,
    action,
    points: action === 'score' ? 1 : 0,
    expires_after_days: expiresAfterDays,
  };
}

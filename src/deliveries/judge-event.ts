import { judgeFailure } from '../mail/reports/judge-failure.js';
import type { Bounce, ProviderEvent } from '../providers/provider.js';
import type { EvidenceKind } from '../suppressions/policy/evidence-kind.js';
import type { SuppressionReason } from '../suppressions/suppression-reason.js';

/** What a delivery event is worth as evidence about an address. */
export interface JudgedEvent {
  kind: EvidenceKind;
  /** Set if the provider says why the address is on its list, which is more precise than the kind. */
  reason?: SuppressionReason;
}

/**
 * Bounces that concern the mail, not the address. Even a permanent one must not silence anybody (design §6.9; subtypes
 * as Resend and SES name them).
 */
const ABOUT_THE_MAIL = new Set([
  'ContentRejected',
  'MessageTooLarge',
  'AttachmentRejected',
  'MessageRejected',
]);

/** Kinds by the reason in the remote server's words, where it outweighs the provider's `Permanent`. */
const KIND_OF_REASON: Readonly<Record<string, EvidenceKind>> = {
  infrastructure: 'infrastructure',
  auth_failure: 'infrastructure',
  sender_rejected: 'infrastructure',
  syntax_error: 'infrastructure',
  virus: 'content_refusal',
  spam: 'content_refusal',
  policy: 'content_refusal',
  content_rejected: 'content_refusal',
  message_too_large: 'content_refusal',
  mailbox_full: 'transient_bounce',
  rate_limited: 'transient_bounce',
  relay_denied: 'transient_bounce',
  network: 'transient_bounce',
  system_error: 'transient_bounce',
  system_full: 'transient_bounce',
  mailer_error: 'transient_bounce',
  expired: 'transient_bounce',
  filtered: 'transient_bounce',
};

/** The kind of a report in received mail, by its reason or else by its severity; null if it proves nothing. */
export function kindOfReport(severity: string, reason: string): EvidenceKind | null {
  if (severity === 'complaint') return 'arf_complaint';
  if (severity === 'delayed') return null;
  const kind = KIND_OF_REASON[reason];
  if (kind === 'infrastructure' || kind === 'content_refusal') return kind;
  return severity === 'hard' ? 'dsn_hard' : 'dsn_soft';
}

/** Null for events that prove nothing about an address. */
export function judgeEvent({ kind, bounce, suppression }: ProviderEvent): JudgedEvent | null {
  switch (kind) {
    case 'bounced':
      return bounce === null ? null : { kind: kindOfBounce(bounce) };
    case 'complained':
      return { kind: 'complaint' };
    case 'suppressed':
      return { kind: 'provider_suppression' };
    case 'suppression_added':
      return { kind: 'provider_suppression', ...reasonOf(suppression?.origin) };
    default:
      return null;
  }
}

function kindOfBounce({ type, subType, diagnosticCode }: Bounce): EvidenceKind {
  if (ABOUT_THE_MAIL.has(subType)) return 'content_refusal';
  const said = diagnosticCode === null ? undefined : KIND_OF_REASON[reasonIn(diagnosticCode)];
  if (said === 'infrastructure' || said === 'content_refusal') return said;
  if (type === 'Permanent') return said ?? 'permanent_bounce';
  return type === 'Transient' ? 'transient_bounce' : 'undetermined_bounce';
}

function reasonIn(diagnostic: string): string {
  return judgeFailure({
    action: 'failed',
    statusField: null,
    diagnostic,
    names: [],
    reasonElsewhere: () => null,
    step: null,
  }).reason;
}

function reasonOf(origin: string | undefined): { reason?: SuppressionReason } {
  return origin === 'bounce' || origin === 'complaint' ? { reason: origin } : {};
}

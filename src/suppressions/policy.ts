import type { SuppressionReason } from './suppression.entity.js';

/** A delivery event in the words of the policy. */
export interface DeliveryEvidence {
  kind: 'bounced' | 'complained' | 'suppressed' | 'suppression_added' | 'suppression_removed';
  /** The one address it is about; null when the event names none or several. */
  address: string | null;
  bounceType: string | null;
  bounceSubtype: string | null;
  /** Why the provider put it on its list: `bounce`, `complaint`, `manual`. */
  origin: string | null;
}

export type PolicyVerdict =
  | { action: 'suppress'; address: string; reason: SuppressionReason }
  | { action: 'release'; address: string }
  | { action: 'none'; why: string };

/**
 * Bounces that speak of the mail, not of the address. A permanent one of these must not silence anybody
 * (design §6.9; subtypes as Resend and SES name them).
 */
const ABOUT_THE_MAIL = new Set([
  'ContentRejected',
  'MessageTooLarge',
  'AttachmentRejected',
  'MessageRejected',
]);

/** Suppression acts only on proof. */
export function judgeDelivery(evidence: DeliveryEvidence): PolicyVerdict {
  const { kind, address } = evidence;
  if (kind === 'bounced') {
    const why = whyBounceProvesNothing(evidence);
    if (why !== null) return { action: 'none', why };
  }
  if (address === null) return { action: 'none', why: 'ambiguous' };
  if (kind === 'suppression_removed') return { action: 'release', address };
  return { action: 'suppress', address, reason: reasonOf(evidence) };
}

function whyBounceProvesNothing({ bounceType, bounceSubtype }: DeliveryEvidence): string | null {
  if (bounceType !== 'Permanent') return 'not_permanent';
  return bounceSubtype !== null && ABOUT_THE_MAIL.has(bounceSubtype) ? 'about_the_mail' : null;
}

function reasonOf({ kind, origin }: DeliveryEvidence): SuppressionReason {
  if (kind === 'bounced') return 'bounce';
  if (kind === 'complained') return 'complaint';
  if (kind === 'suppression_added' && (origin === 'bounce' || origin === 'complaint')) return origin;
  return 'provider';
}

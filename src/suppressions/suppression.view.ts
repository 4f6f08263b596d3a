import type { SuppressionHistory } from './suppression-history.entity.js';
import type { Suppression } from './suppression.entity.js';

export class SuppressionOriginView {
  /** Provider id, or `admin`. */
  source: string;
  event_id: string | null;
  email_id: string | null;
  bounce_type: string | null;
  bounce_subtype: string | null;
  diagnostic_code: string | null;
}

export class SuppressionView {
  object: 'suppression';
  address: string;
  /** `complaint | manual | bounce | provider` */
  reason: string;
  /** The evidence that decides. */
  origin: SuppressionOriginView;
  created_at: string;
  expires_at: string | null;
  /** True for a complaint: lifting it must be confirmed. */
  locked: boolean;
}

export class CheckedAddressView {
  /** As it was asked. */
  address: string;
  suppressed: boolean;
  /** Why; null when not suppressed. */
  reason: string | null;
}

export class CheckView {
  object: 'suppression_check';
  /** In the order of the question. */
  data: CheckedAddressView[];
}

export class SuppressionHistoryView {
  object: 'suppression_change';
  id: string;
  address: string;
  action: string;
  reason: string | null;
  actor: string;
  event_id: string | null;
  note: string | null;
  at: string;
}

/** @param suppression with its evidence loaded */
export function toSuppressionView(suppression: Suppression): SuppressionView {
  const evidence = suppression.evidence!;
  return {
    object: 'suppression',
    address: suppression.address,
    reason: evidence.reason,
    origin: {
      source: evidence.source,
      event_id: evidence.eventId,
      email_id: evidence.emailId,
      bounce_type: evidence.bounceType,
      bounce_subtype: evidence.bounceSubtype,
      diagnostic_code: evidence.diagnosticCode,
    },
    created_at: suppression.createdAt!.toISOString(),
    expires_at: suppression.expiresAt?.toISOString() ?? null,
    locked: evidence.reason === 'complaint',
  };
}

export function toHistoryView(change: SuppressionHistory): SuppressionHistoryView {
  return {
    object: 'suppression_change',
    id: change.id,
    address: change.address,
    action: change.action,
    reason: change.reason,
    actor: change.actor,
    event_id: change.eventId,
    note: change.note,
    at: change.at.toISOString(),
  };
}

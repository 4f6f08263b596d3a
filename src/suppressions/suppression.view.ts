import { type AmbiguousReportView, toAmbiguousView } from './ambiguous/ambiguous.view.js';
import type { ErasedEntry } from './erased-suppressions.js';
import type { SuppressionEvidence } from './suppression-evidence.entity.js';
import type { SuppressionHistory } from './suppression-history.entity.js';
import type { Explained } from './explained.js';
import type { Suppression } from './suppression.entity.js';

export class SuppressionOriginView {
  /**
   * A provider's id, `report` for a DSN or abuse report, `admin`, `import` or `one_click`; `erased` if all that is
   * known is that the address was suppressed when its owner was erased.
   */
  source: string;
  event_id: string | null;
  email_id: string | null;
  bounce_type: string | null;
  bounce_subtype: string | null;
  diagnostic_code: string | null;
}

export class EvidenceView extends SuppressionOriginView {
  id: string;
  /**
   * `permanent_bounce | transient_bounce | complaint | dsn_hard | manual | …`; the policy has a rule for each kind that
   * can suppress.
   */
  kind: string;
  /** `suppresses | scores | recorded | released | lifted | expired` */
  effect: string;
  occurred_at: string;
  expires_at: string | null;
  /** The policy in force when it was recorded, or one applied to it since. */
  policy_version: number;
  note: string | null;
}

export class LifeSignView {
  /** `delivered` or `authenticated_mail` */
  kind: string;
  at: string;
  event_id: string | null;
}

export class SuppressionView {
  object: 'suppression';
  address: string;
  /** `all`, or the one mailbox or stream that it applies to. */
  scope: string;
  /** `complaint | manual | bounce | provider` */
  reason: string;
  /** The decisive evidence. */
  origin: SuppressionOriginView;
  /** When the earliest evidence that suppresses occurred; for an erased owner, the latest evidence. */
  created_at: string;
  expires_at: string | null;
  /** True for a complaint: lifting it must be confirmed. */
  locked: boolean;
  /** The policy that judged the decisive evidence. */
  policy_version: number;
}

export class ExplainedSuppressionView extends SuppressionView {
  /** All evidence, oldest first. */
  evidence: EvidenceView[];
  /** The sum of points now; soft bounces add to it, and it fades. */
  score: number;
  proof_of_life: LifeSignView[];
  /** Reports that named several recipients, until the provider's list showed that they meant this one. */
  settled_reports: AmbiguousReportView[];
}

export class AddressEvidenceView {
  object: 'suppression_evidence';
  address: string;
  scope: string;
  suppressed: boolean;
  evidence: EvidenceView[];
  score: number;
  proof_of_life: LifeSignView[];
  /** Reports that named several recipients, until the provider's list showed that they meant this one. */
  settled_reports: AmbiguousReportView[];
}

export class CheckedAddressView {
  /** As sent in the request. */
  address: string;
  suppressed: boolean;
  /** `complaint | manual | bounce | provider`; null when not suppressed. */
  reason: string | null;
  /** The scope of the decisive entry; null when not suppressed. */
  scope: string | null;
}

export class CheckView {
  object: 'suppression_check';
  /** In the order of the request. */
  data: CheckedAddressView[];
}

export class SuppressionHistoryView {
  object: 'suppression_change';
  id: string;
  address: string;
  scope: string;
  /** `suppressed | reason_changed | released | lifted | expired | evidence_recorded` */
  action: string;
  /** `complaint | manual | bounce | provider`: the reason after the change, or the one that ended. */
  reason: string | null;
  /**
   * `key:` and the id of the API key, a provider's id, `report`, `mirror` or `mirror:<provider>`, `one_click`, `clock`
   * for what expired, or the sign of life that lifted it (`delivered`, `authenticated_mail`).
   */
  actor: string;
  event_id: string | null;
  note: string | null;
  at: string;
}

export function toSuppressionView(entry: Suppression, evidence: SuppressionEvidence): SuppressionView {
  return {
    object: 'suppression',
    address: entry.address,
    scope: entry.scope,
    reason: entry.reason!,
    origin: toOrigin(evidence),
    created_at: entry.createdAt!.toISOString(),
    expires_at: entry.expiresAt?.toISOString() ?? null,
    locked: entry.reason === 'complaint',
    policy_version: evidence.policyVersion,
  };
}

function toErasedView(erased: ErasedEntry): SuppressionView {
  const { address, scope, reason, expiresAt, toldAt, policyVersion } = erased;
  return {
    object: 'suppression',
    address,
    scope,
    reason,
    origin: {
      source: 'erased',
      event_id: null,
      email_id: null,
      bounce_type: null,
      bounce_subtype: null,
      diagnostic_code: null,
    },
    created_at: toldAt.toISOString(),
    expires_at: expiresAt?.toISOString() ?? null,
    locked: reason === 'complaint',
    policy_version: policyVersion,
  };
}

/** @param explained an entry that is on the list */
export function toExplainedView(explained: Explained): ExplainedSuppressionView {
  const { entry, erased, evidence } = explained;
  if (erased !== null) return { ...toErasedView(erased), ...known(explained) };
  const decisive = evidence.find(({ id }) => id === entry.evidenceId)!;
  return { ...toSuppressionView(entry, decisive), ...known(explained) };
}

export function toAddressEvidenceView(explained: Explained): AddressEvidenceView {
  const { address, scope } = explained.entry;
  const suppressed = explained.erased !== null || explained.folded.evidence !== null;
  return { object: 'suppression_evidence', address, scope, suppressed, ...known(explained) };
}

function known({ evidence, folded, life, settled }: Explained) {
  return {
    evidence: evidence.map((piece) => ({
      id: piece.id,
      kind: piece.kind,
      effect: folded.effects.get(piece.id)!,
      occurred_at: piece.occurredAt.toISOString(),
      expires_at: piece.expiresAt?.toISOString() ?? null,
      policy_version: piece.policyVersion,
      note: piece.note,
      ...toOrigin(piece),
    })),
    score: folded.score,
    proof_of_life: life.map(({ kind, at, eventId }) => ({ kind, at: at.toISOString(), event_id: eventId })),
    settled_reports: settled.map(toAmbiguousView),
  };
}

function toOrigin(evidence: SuppressionEvidence): SuppressionOriginView {
  return {
    source: evidence.source,
    event_id: evidence.eventId,
    email_id: evidence.emailId,
    bounce_type: evidence.bounceType,
    bounce_subtype: evidence.bounceSubtype,
    diagnostic_code: evidence.diagnosticCode,
  };
}

export function toHistoryView(change: SuppressionHistory): SuppressionHistoryView {
  return {
    object: 'suppression_change',
    id: change.id,
    address: change.address,
    scope: change.scope,
    action: change.action,
    reason: change.reason,
    actor: change.actor,
    event_id: change.eventId,
    note: change.note,
    at: change.at.toISOString(),
  };
}

import { ApiProperty } from '@nestjs/swagger';
import type { AmbiguousReport } from './ambiguous-report.entity.js';

export class AmbiguousReportView {
  object: 'ambiguous_report';
  event_id: string;
  source: string;
  email_id: string | null;
  /** Kind of evidence, as in the policy. */
  kind: string;
  recipients: string[];
  bounce_type: string | null;
  bounce_subtype: string | null;
  diagnostic_code: string | null;
  occurred_at: string;
  status: 'open' | 'settled';
  @ApiProperty({ description: 'The former name of `status`.', deprecated: true })
  state: 'open' | 'settled';
  /** The recipient it meant; null while open. */
  settled_address: string | null;
  /** The event that settled it; null while open. */
  settled_by: string | null;
}

export function toAmbiguousView(report: AmbiguousReport): AmbiguousReportView {
  const status = report.settledAddress === null ? 'open' : 'settled';
  return {
    object: 'ambiguous_report',
    event_id: report.eventId,
    source: report.source,
    email_id: report.emailId,
    kind: report.kind,
    recipients: report.recipients,
    bounce_type: report.bounceType,
    bounce_subtype: report.bounceSubtype,
    diagnostic_code: report.diagnosticCode,
    occurred_at: report.occurredAt.toISOString(),
    status,
    state: status,
    settled_address: report.settledAddress,
    settled_by: report.settledBy,
  };
}

import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { EvidenceKind } from '../policy/evidence-kind.js';
import type { SuppressionReason } from '../suppression-reason.js';

/** A bounce or complaint that names several recipients and means one of them. */
@Entity('ambiguous_reports')
export class AmbiguousReport {
  @PrimaryColumn('uuid', { name: 'event_id' })
  eventId: string;

  @Column('text')
  source: string;

  @Column('text', { name: 'email_id', nullable: true })
  emailId: string | null;

  @Column('text')
  kind: EvidenceKind;

  @Column('text', { nullable: true })
  reason: SuppressionReason | null;

  /** The recipients that the event names; it never names a Bcc. */
  @Column('text', { array: true })
  recipients: string[];

  @Column('text', { name: 'bounce_type', nullable: true })
  bounceType: string | null;

  @Column('text', { name: 'bounce_subtype', nullable: true })
  bounceSubtype: string | null;

  @Column('text', { name: 'diagnostic_code', nullable: true })
  diagnosticCode: string | null;

  @Column('timestamptz', { name: 'occurred_at' })
  occurredAt: Date;

  /** The recipient it meant, as the provider's list says; null while open. */
  @Column('text', { name: 'settled_address', nullable: true })
  settledAddress: string | null;

  /** The event that settled it. */
  @Column('uuid', { name: 'settled_by', nullable: true })
  settledBy: string | null;
}

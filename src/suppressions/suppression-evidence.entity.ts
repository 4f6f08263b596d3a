import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { EvidenceKind } from './policy/evidence-kind.js';
import type { SuppressionReason } from './suppression-reason.js';

/** One thing that is known of an address, and where it is from. Only the policy that judges it is ever changed. */
@Entity('suppression_evidence')
export class SuppressionEvidence {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  address: string;

  @Column('text')
  scope: string;

  /** What it stems from; the same again is no new evidence. */
  @Column('text')
  key: string;

  @Column('text')
  kind: EvidenceKind;

  /** Under which reason it would stand on the list; null: never. */
  @Column('text', { nullable: true })
  reason: SuppressionReason | null;

  @Column('timestamptz', { name: 'occurred_at' })
  occurredAt: Date;

  /** An end that came with it; null: what the policy says. */
  @Column('timestamptz', { name: 'expires_at', nullable: true })
  expiresAt: Date | null;

  /** A provider's id, `report` for a DSN or abuse report, `admin`, `import` or `one_click`. */
  @Column('text')
  source: string;

  @Column('uuid', { name: 'event_id', nullable: true })
  eventId: string | null;

  @Column('text', { name: 'email_id', nullable: true })
  emailId: string | null;

  @Column('text', { name: 'bounce_type', nullable: true })
  bounceType: string | null;

  /** The provider's word, or a report's reason. */
  @Column('text', { name: 'bounce_subtype', nullable: true })
  bounceSubtype: string | null;

  @Column('text', { name: 'diagnostic_code', nullable: true })
  diagnosticCode: string | null;

  @Column('text', { nullable: true })
  note: string | null;

  /** The policy in force when it was recorded, or the one applied to it since; its rule decides what it does. */
  @Column('int', { name: 'policy_version' })
  policyVersion: number;
}

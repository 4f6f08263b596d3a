import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { EvidenceKind } from './policy/evidence-kind.js';
import type { SuppressionReason } from './suppression-reason.js';

/** One fact about an address, and its source. Nothing but the policy version that judges it ever changes. */
@Entity('suppression_evidence')
export class SuppressionEvidence {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  address: string;

  @Column('text')
  scope: string;

  /** Identifies its origin: the same key again is no new evidence. */
  @Column('text')
  key: string;

  @Column('text')
  kind: EvidenceKind;

  /** The reason it can put the address on the list for; null: none. */
  @Column('text', { nullable: true })
  reason: SuppressionReason | null;

  @Column('timestamptz', { name: 'occurred_at' })
  occurredAt: Date;

  /** An end that came with it; null: the policy decides. */
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

  /** The provider's term, or a report's reason. */
  @Column('text', { name: 'bounce_subtype', nullable: true })
  bounceSubtype: string | null;

  @Column('text', { name: 'diagnostic_code', nullable: true })
  diagnosticCode: string | null;

  @Column('text', { nullable: true })
  note: string | null;

  /** The policy in force when it was recorded, or one applied to it since; its rule decides what the evidence does. */
  @Column('int', { name: 'policy_version' })
  policyVersion: number;
}

import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { SuppressionReason } from './suppression.entity.js';

/** One proof that an address is not to be mailed. Never changed, never deleted. */
@Entity('suppression_evidence')
export class SuppressionEvidence {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  address: string;

  @Column('text')
  reason: SuppressionReason;

  @Column('timestamptz', { name: 'occurred_at' })
  occurredAt: Date;

  @Column('timestamptz', { name: 'expires_at', nullable: true })
  expiresAt: Date | null;

  /** Provider id, or `admin`. */
  @Column('text')
  source: string;

  @Column('uuid', { name: 'event_id', nullable: true })
  eventId: string | null;

  @Column('text', { name: 'email_id', nullable: true })
  emailId: string | null;

  @Column('text', { name: 'bounce_type', nullable: true })
  bounceType: string | null;

  @Column('text', { name: 'bounce_subtype', nullable: true })
  bounceSubtype: string | null;

  @Column('text', { name: 'diagnostic_code', nullable: true })
  diagnosticCode: string | null;

  @Column('text', { nullable: true })
  note: string | null;
}

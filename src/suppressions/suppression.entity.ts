import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { SuppressionEvidence } from './suppression-evidence.entity.js';

/**
 * Why an address is on the list, strongest first: a complaint outweighs an operator's entry, which outweighs a
 * bounce, which outweighs the provider's bare word.
 */
export const SUPPRESSION_REASONS = ['complaint', 'manual', 'bounce', 'provider'] as const;
export type SuppressionReason = (typeof SUPPRESSION_REASONS)[number];

/** What the evidence on one address adds up to. The row stays after a release: it remembers when that was. */
@Entity('suppressions')
export class Suppression {
  /** See `addressKey`. */
  @PrimaryColumn('text')
  address: string;

  @Column('boolean', { name: 'is_suppressed' })
  isSuppressed: boolean;

  @Column('text', { nullable: true })
  reason: SuppressionReason | null;

  @ManyToOne(() => SuppressionEvidence)
  @JoinColumn({ name: 'evidence_id' })
  evidence: Relation<SuppressionEvidence> | null;

  @Column('timestamptz', { name: 'created_at', nullable: true })
  createdAt: Date | null;

  @Column('timestamptz', { name: 'expires_at', nullable: true })
  expiresAt: Date | null;

  /** Evidence up to this moment no longer counts: an operator took the address off the list. */
  @Column('timestamptz', { name: 'released_at', nullable: true })
  releasedAt: Date | null;

  /** The same by the provider; it does not reach complaints and operators' entries. */
  @Column('timestamptz', { name: 'provider_released_at', nullable: true })
  providerReleasedAt: Date | null;
}

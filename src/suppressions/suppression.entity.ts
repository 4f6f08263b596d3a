import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { SuppressionReason } from './suppression-reason.js';

/** What the evidence on one address adds up to. After a release the row stays, to keep its time. */
@Entity('suppressions')
export class Suppression {
  /** See `addressKey`. */
  @PrimaryColumn('text')
  address: string;

  /** See `SCOPE_PATTERN`. */
  @PrimaryColumn('text')
  scope: string;

  @Column('boolean', { name: 'is_suppressed' })
  isSuppressed: boolean;

  @Column('text', { nullable: true })
  reason: SuppressionReason | null;

  /** The decisive evidence. */
  @Column('uuid', { name: 'evidence_id', nullable: true })
  evidenceId: string | null;

  @Column('timestamptz', { name: 'created_at', nullable: true })
  createdAt: Date | null;

  @Column('timestamptz', { name: 'expires_at', nullable: true })
  expiresAt: Date | null;

  /** When the entry must be folded again, because a piece of evidence expires; null: never. */
  @Column('timestamptz', { name: 'refold_at', nullable: true })
  refoldAt: Date | null;

  /** When it last left the list; null while it is on it, or never was. */
  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt: Date | null;

  /** When an operator took the address off the list: evidence up to then no longer counts. */
  @Column('timestamptz', { name: 'released_at', nullable: true })
  releasedAt: Date | null;

  /** The same by the provider; complaints and operators' entries still count. */
  @Column('timestamptz', { name: 'provider_released_at', nullable: true })
  providerReleasedAt: Date | null;

  /** The policy that judged the decisive evidence. */
  @Column('int', { name: 'policy_version', nullable: true })
  policyVersion: number | null;
}

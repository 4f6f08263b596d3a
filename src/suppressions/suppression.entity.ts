import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { SuppressionReason } from './suppression-reason.js';

/** What the evidence on one address adds up to. The row stays after a release: it remembers when that was. */
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

  /** The piece of evidence that decides. */
  @Column('uuid', { name: 'evidence_id', nullable: true })
  evidenceId: string | null;

  @Column('timestamptz', { name: 'created_at', nullable: true })
  createdAt: Date | null;

  @Column('timestamptz', { name: 'expires_at', nullable: true })
  expiresAt: Date | null;

  /** When a piece of evidence runs out, so that the rest must be added up again. */
  @Column('timestamptz', { name: 'refold_at', nullable: true })
  refoldAt: Date | null;

  /** When it last stopped being suppressed; null while it is, or never was. */
  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt: Date | null;

  /** Evidence up to this moment no longer counts: an operator took the address off the list. */
  @Column('timestamptz', { name: 'released_at', nullable: true })
  releasedAt: Date | null;

  /** The same by the provider; it does not reach complaints and operators' entries. */
  @Column('timestamptz', { name: 'provider_released_at', nullable: true })
  providerReleasedAt: Date | null;

  /** The policy that judged the evidence that decides. */
  @Column('int', { name: 'policy_version', nullable: true })
  policyVersion: number | null;
}

import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Expandable } from './notification-types.js';

/** A signing secret; one that was rotated away signs beside its successor until `expires_at`. */
export interface SigningSecret {
  /** As it is stored: sealed for its row (`placeOf`). */
  secret: string;
  /** ISO 8601; null for the current one. */
  expires_at: string | null;
}

/** A receiver of our notifications. */
@Entity('webhook_endpoints')
export class WebhookEndpoint {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  url: string;

  @Column('text')
  description: string;

  /** Types it listens to, or `*`. */
  @Column('text', { array: true })
  events: string[];

  /** What its payloads carry as a whole; else ids only. */
  @Column('text', { array: true })
  expand: Expandable[];

  @Column('boolean', { name: 'is_enabled' })
  isEnabled: boolean;

  /** `gone | failing | by_request`, null while enabled. */
  @Column('text', { name: 'disabled_reason', nullable: true })
  disabledReason: string | null;

  /** Also sends `X-Webhook-Signature: sha256=…`. */
  @Column('boolean', { name: 'signs_simply' })
  signsSimply: boolean;

  /** Newest first. */
  @Column('jsonb')
  secrets: SigningSecret[];

  /** Grows with every change by a caller. */
  @Column('int')
  version: number;

  @Column('int', { name: 'consecutive_failures' })
  consecutiveFailures: number;

  @Column('timestamptz', { name: 'failing_since', nullable: true })
  failingSince: Date | null;

  /** When the others were told that it keeps failing; null while all is well. */
  @Column('timestamptz', { name: 'warned_at', nullable: true })
  warnedAt: Date | null;

  /** The breaker is open until then. */
  @Column('timestamptz', { name: 'paused_until', nullable: true })
  pausedUntil: Date | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt: Date;
}

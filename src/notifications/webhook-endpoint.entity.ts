import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Expandable } from './notification-types.js';

/** A signing secret. After a rotation the old one also signs until `expires_at`. */
export interface SigningSecret {
  /** As stored: sealed for its row (`placeOf`). */
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

  /** Objects that its payloads contain in full, beside their ids. */
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

  /** Grows with every change by a caller, and when failures disable it. */
  @Column('int')
  version: number;

  @Column('int', { name: 'consecutive_failures' })
  consecutiveFailures: number;

  @Column('timestamptz', { name: 'failing_since', nullable: true })
  failingSince: Date | null;

  /** When the other receivers were told that it keeps failing; null if they were not. */
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

import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * The life of a verified delivery.
 *
 * - `received`: stored and answered 200; waits for its first or next attempt.
 * - `processing`: a worker holds the lease; when the lease runs out, the event counts as received again.
 * - `processed`: its effects and this state were committed together.
 * - `ignored`: stored, and there is nothing to do for it.
 * - `parked`: cannot go on until somebody acts (quota, key without rights); replay it after that.
 * - `failed`: given up; the reason and the raw mail are kept, and a replay runs it again.
 */
export type EventStatus = 'received' | 'processing' | 'processed' | 'ignored' | 'parked' | 'failed';

export const EVENT_STATUSES: EventStatus[] = [
  'received',
  'processing',
  'processed',
  'ignored',
  'parked',
  'failed',
];

/** Why the last attempt did not succeed. Contains no mail content and no secret. */
export interface EventError {
  code: string;
  detail: string;
  at: string;
  /** How many attempts in a row ended this way. */
  times?: number;
}

/** What became of an event. */
export interface EventOutcome {
  /** `ticket_opened | ticket_continued | message_held | message_recorded | suppression_changed | no_change | …` */
  kind: string;
  ticket_id: string | null;
  message_id: string | null;
  /** Addresses whose entry on the suppression list this event changed. */
  suppressions: string[];
  /** Why nothing was done, or not the obvious; a stable code. */
  reason?: string;
}

export interface EventClassification {
  kind: string;
  reason: string;
}

/** One verified delivery of a provider, or one raw mail handed in: the durable start of everything. */
@Entity('inbox_events')
export class InboxEvent {
  @PrimaryColumn('uuid')
  id: string;

  /** Provider id, or `inbound` for raw mail handed in. */
  @Column('text')
  source: string;

  /** The provider's id of the delivery, the same on every redelivery. */
  @Column('text', { name: 'delivery_id' })
  deliveryId: string;

  /** The provider's own name of the event. */
  @Column('text')
  type: string;

  /** Our name of the event, the same for all providers. */
  @Column('text')
  kind: string;

  @Column('text', { name: 'email_id', nullable: true })
  emailId: string | null;

  @Column('timestamptz', { name: 'received_at' })
  receivedAt: Date;

  /** When it happened, as the provider says. */
  @Column('timestamptz', { name: 'occurred_at', nullable: true })
  occurredAt: Date | null;

  /** The body as it was signed. */
  @Column('text')
  payload: string;

  /** When the payload was removed; it is `null` since then. */
  @Column('timestamptz', { name: 'payload_purged_at', nullable: true })
  payloadPurgedAt: Date | null;

  @Column('text')
  status: EventStatus;

  @Column('int')
  attempts: number;

  @Column('jsonb', { name: 'last_error', nullable: true })
  lastError: EventError | null;

  @Column('jsonb', { nullable: true })
  classification: EventClassification | null;

  @Column('jsonb', { nullable: true })
  outcome: EventOutcome | null;

  @Column('timestamptz', { name: 'finished_at', nullable: true })
  finishedAt: Date | null;
}

import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Notification } from './notification.entity.js';

/**
 * - `pending`: waits for its first or next attempt.
 * - `delivered`: answered with 2xx.
 * - `failed`: the schedule is over; a replay restarts it.
 * - `cancelled`: its receiver was disabled.
 */
export type DeliveryStatus = 'pending' | 'delivered' | 'failed' | 'cancelled';
export const DELIVERY_STATUSES: DeliveryStatus[] = ['pending', 'delivered', 'failed', 'cancelled'];

/** One attempt, for the developer of the receiver. */
export interface Attempt {
  at: string;
  duration_ms: number;
  /** Null if there was no usable answer. */
  status: number | null;
  /** Code of what went wrong, also for a redirect; null for any other usable answer. */
  error: string | null;
  /** The same in words: which host, and how it failed. Attempts made before this was recorded lack it. */
  detail?: string | null;
  /** First kilobyte of the answer, as text. */
  answer: string;
}

/** One notification on its way to one receiver. */
@Entity('webhook_deliveries')
export class WebhookDelivery {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'endpoint_id' })
  endpointId: string;

  @ManyToOne(() => Notification)
  @JoinColumn({ name: 'notification_id' })
  notification: Relation<Notification>;

  @Column('bigint')
  sequence: string;

  @Column('text')
  status: DeliveryStatus;

  @Column('int')
  attempts: number;

  @Column('timestamptz', { name: 'due_at' })
  dueAt: Date;

  /** Oldest first. */
  @Column('jsonb', { name: 'attempt_log' })
  attemptLog: Attempt[];

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('timestamptz', { name: 'finished_at', nullable: true })
  finishedAt: Date | null;
}

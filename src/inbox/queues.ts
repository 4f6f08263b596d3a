import type { EventKind } from '../providers/provider.js';

/** The queues, and which kinds of event each one's processor handles. Every queue has exactly one processor. */
export const RECEIVING_QUEUE = 'receiving';
export const DELIVERIES_QUEUE = 'deliveries';

export const QUEUES = [RECEIVING_QUEUE, DELIVERIES_QUEUE] as const;
export type QueueName = (typeof QUEUES)[number];

/** Null: nobody handles events of this kind; they are stored and ignored. */
const QUEUE_OF_KIND: Readonly<Record<EventKind, QueueName | null>> = {
  received: RECEIVING_QUEUE,
  sent: DELIVERIES_QUEUE,
  delivered: DELIVERIES_QUEUE,
  deferred: DELIVERIES_QUEUE,
  failed: DELIVERIES_QUEUE,
  bounced: DELIVERIES_QUEUE,
  complained: DELIVERIES_QUEUE,
  suppressed: DELIVERIES_QUEUE,
  suppression_added: DELIVERIES_QUEUE,
  suppression_removed: DELIVERIES_QUEUE,
  opened: null,
  clicked: null,
  unknown: null,
};

/** Kinds that a worker handles. */
export const HANDLED_KINDS = Object.entries(QUEUE_OF_KIND).flatMap(([kind, queue]) => (queue ? [kind] : []));

/** Null also for a kind that only another version knows. */
export function queueOf(kind: string): QueueName | null {
  return Object.hasOwn(QUEUE_OF_KIND, kind) ? QUEUE_OF_KIND[kind as EventKind] : null;
}

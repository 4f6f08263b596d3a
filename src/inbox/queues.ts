/** The queues, and which kinds of event each one's processor handles. Every queue has exactly one processor. */
export const RECEIVING_QUEUE = 'receiving';
export const DELIVERIES_QUEUE = 'deliveries';

export const QUEUES = [RECEIVING_QUEUE, DELIVERIES_QUEUE] as const;
export type QueueName = (typeof QUEUES)[number];

const QUEUE_OF_KIND: Record<string, QueueName> = {
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
};

/** Kinds that a worker does something for. */
export const HANDLED_KINDS = Object.keys(QUEUE_OF_KIND);

/** Null for kinds that nobody handles: such events are stored and ignored. */
export function queueOf(kind: string): QueueName | null {
  return Object.hasOwn(QUEUE_OF_KIND, kind) ? QUEUE_OF_KIND[kind]! : null;
}

/** Job payload: ids only, so that losing the queue loses time and never mail. */
export interface InboxJob {
  event_id: string;
}

import { setTimeout as pause } from 'node:timers/promises';
import { getQueueToken } from '@nestjs/bullmq';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { Queue } from 'bullmq';
import { failpoint } from '../platform/failpoint.js';
import { Log } from '../platform/logging/log.js';
import { OutageLog } from '../platform/queue/outage-log.js';
import {
  DELIVERIES_QUEUE,
  type InboxJob,
  QUEUES,
  type QueueName,
  queueOf,
  RECEIVING_QUEUE,
} from './queues.js';

/** An event that waits for a worker. */
export interface Dispatch {
  eventId: string;
  kind: string;
  /** Grows whenever a new job is wanted although an old one may still be known to the queue. */
  dispatches: number;
}

/**
 * Jobs that the queue is given ahead of the workers: some seconds of their work. More would only make it slower and
 * larger; what comes beyond waits in the inbox until the relay sends it.
 */
export const MAX_BACKLOG = 2_000;

/** What is asked of the queue may never settle while its database is away. */
const ANSWER_TIMEOUT_MS = 5_000;

/** How long a start waits for the queue. */
const READY_WITHIN_MS = 5_000;

/** Tells the queue which events wait. Only a hint: whatever is lost here, the relay sends again. */
@Injectable()
export class InboxCourier implements OnModuleInit {
  private readonly queues: Record<QueueName, Queue<InboxJob>>;
  private readonly outage: OutageLog;

  constructor(
    @Inject(getQueueToken(RECEIVING_QUEUE)) receiving: Queue<InboxJob>,
    @Inject(getQueueToken(DELIVERIES_QUEUE)) deliveries: Queue<InboxJob>,
    log: Log,
  ) {
    this.queues = { [RECEIVING_QUEUE]: receiving, [DELIVERIES_QUEUE]: deliveries };
    this.outage = new OutageLog(log, 'queue');
    for (const queue of Object.values(this.queues)) queue.on('error', (error) => this.outage.note(error));
  }

  /**
   * A queue that is away stops no start: events are stored without it, and it is told of them when it comes.
   *
   * @throws what a queue says that refuses us for good, such as a Redis that is too old
   */
  async onModuleInit(): Promise<void> {
    const ready = Object.values(this.queues).map((queue) => queue.waitUntilReady());
    await Promise.race([Promise.all(ready), pause(READY_WITHIN_MS, undefined, { ref: false })]);
  }

  /** Never rejects: a failure is logged once per outage, and the relay makes up for it. */
  async send(dispatches: Dispatch[], options: { delayMs?: number } = {}): Promise<void> {
    const delay = options.delayMs ?? 0;
    await Promise.all(
      QUEUES.map(async (name) => {
        const jobs = dispatches
          .filter(({ kind }) => queueOf(kind) === name)
          .map((dispatch) => ({
            name,
            data: { event_id: dispatch.eventId },
            opts: { jobId: jobIdOf(dispatch), ...(delay > 0 && { delay }) },
          }));
        if (jobs.length === 0) return;
        await within(this.queues[name].addBulk(jobs), ANSWER_TIMEOUT_MS).catch((error) =>
          this.outage.note(error),
        );
        failpoint('job_sent');
      }),
    );
  }

  /** Jobs that wait, over all queues. */
  async backlog(): Promise<number> {
    const counts = await this.ask((queue) => queue.getWaitingCount());
    return counts.reduce((sum, count) => sum + count, 0);
  }

  /** Those whose job the queue has given to a worker, and has not heard of since. */
  async taken(dispatches: Dispatch[]): Promise<Dispatch[]> {
    const taken = new Set((await this.ask((queue) => queue.getRanges(['active']))).flat());
    return dispatches.filter((dispatch) => taken.has(jobIdOf(dispatch)));
  }

  private ask<Answer>(question: (queue: Queue<InboxJob>) => Promise<Answer>): Promise<Answer[]> {
    return Promise.all(Object.values(this.queues).map((queue) => within(question(queue), ANSWER_TIMEOUT_MS)));
  }
}

const jobIdOf = ({ eventId, dispatches }: Dispatch): string => `event-${eventId}-${dispatches}`;

async function within<T>(work: Promise<T>, timeoutMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(new Error(`The queue did not answer within ${timeoutMs} ms.`)),
      timeoutMs,
    );
  });
  try {
    return await Promise.race([work, timeout]);
  } finally {
    clearTimeout(timer);
  }
}

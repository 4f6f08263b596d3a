import { setTimeout as pause } from 'node:timers/promises';
import { getQueueToken } from '@nestjs/bullmq';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { Queue } from 'bullmq';
import { failpoint } from '../platform/failpoint.js';
import { inTime } from '../platform/in-time.js';
import { Log } from '../platform/logging/log.js';
import { OutageLog } from '../platform/outages/outage-log.js';
import { carriedBy, type Dispatch, type InboxJob, toJobs } from './inbox-job.js';
import { DELIVERIES_QUEUE, QUEUES, type QueueName, queueOf, RECEIVING_QUEUE } from './queues.js';

/**
 * Jobs that may wait in the queue: some seconds of the workers' work. More would only make it slower and larger; the
 * rest waits in the inbox until the relay sends it.
 */
export const MAX_BACKLOG = 1_000;

/** A call to the queue may never settle while its database is away. */
const ANSWER_TIMEOUT_MS = 5_000;

/** End of a range that includes all jobs; BullMQ's default ends it after two. */
const ALL = -1;

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
   * A queue that is away does not stop the start: events are stored without it, and it is told of them once it is back.
   *
   * @throws the error of a queue that refuses us for good, such as a Redis that is too old
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
        const own = dispatches.filter(({ kind }) => queueOf(kind) === name);
        if (own.length === 0) return;
        const jobs = toJobs(name, own, delay > 0 ? { delay } : {});
        await inTime(this.queues[name].addBulk(jobs), ANSWER_TIMEOUT_MS).catch((error) =>
          this.outage.note(error),
        );
        failpoint('job_sent');
      }),
    );
  }

  /** Waiting jobs in all queues. */
  async backlog(): Promise<number> {
    const counts = await this.ask((queue) => queue.getWaitingCount());
    return counts.reduce((sum, count) => sum + count, 0);
  }

  /** Those whose job no worker has taken yet. */
  waiting(dispatches: Dispatch[]): Promise<Dispatch[]> {
    return this.inState('waiting', dispatches);
  }

  /** Those whose job the queue has given to a worker and not heard of since. */
  taken(dispatches: Dispatch[]): Promise<Dispatch[]> {
    return this.inState('active', dispatches);
  }

  private async inState(state: 'waiting' | 'active', dispatches: Dispatch[]): Promise<Dispatch[]> {
    const jobIds = await this.ask((queue) => queue.getRanges([state], 0, ALL));
    return carriedBy(jobIds.flat(), dispatches);
  }

  private ask<Answer>(question: (queue: Queue<InboxJob>) => Promise<Answer>): Promise<Answer[]> {
    return Promise.all(Object.values(this.queues).map((queue) => inTime(question(queue), ANSWER_TIMEOUT_MS)));
  }
}

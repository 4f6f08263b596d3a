import { OnWorkerEvent, WorkerHost } from '@nestjs/bullmq';
import type { OnApplicationBootstrap } from '@nestjs/common';
import type { Job } from 'bullmq';
import pLimit, { type LimitFunction } from 'p-limit';
import type { Log } from '../platform/logging/log.js';
import { OutageLog } from '../platform/outages/outage-log.js';
import type { InboxJob } from './inbox-job.js';
import type { InboxWork } from './inbox-work.js';
import type { QueueName } from './queues.js';

/** Takes a queue's jobs. It starts and stops together with the processors of the process's other queues. */
export abstract class EventProcessor extends WorkerHost implements OnApplicationBootstrap {
  private readonly outage: OutageLog;
  private readonly inTurn: LimitFunction;

  /** @param hands events handled at once, over all jobs */
  constructor(
    queue: QueueName,
    hands: number,
    protected readonly work: InboxWork,
    log: Log,
  ) {
    super();
    this.inTurn = pLimit(hands);
    this.outage = new OutageLog(log, `${queue} worker`);
  }

  protected abstract handle(eventId: string): Promise<void>;

  async process({ data }: Job<InboxJob>): Promise<void> {
    await Promise.all(data.event_ids.map((eventId) => this.inTurn(() => this.handle(eventId))));
  }

  onApplicationBootstrap(): void {
    this.work.serve(this.worker);
  }

  @OnWorkerEvent('error')
  onError(error: Error): void {
    this.outage.note(error);
  }
}

import { OnWorkerEvent, WorkerHost } from '@nestjs/bullmq';
import type { OnApplicationBootstrap } from '@nestjs/common';
import type { Job } from 'bullmq';
import pLimit, { type LimitFunction } from 'p-limit';
import type { Log } from '../platform/logging/log.js';
import { OutageLog } from '../platform/outages/outage-log.js';
import type { InboxJob } from './inbox-job.js';
import type { InboxWork } from './inbox-work.js';
import type { QueueName } from './queues.js';

/** What takes a queue's jobs: it starts and ends together with those of the other queues of its process. */
export abstract class EventProcessor extends WorkerHost implements OnApplicationBootstrap {
  private readonly outage: OutageLog;
  private readonly inTurn: LimitFunction;

  /** @param hands events that are under way at once, over all jobs */
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

  /** One event of a job. */
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

import { OnWorkerEvent, WorkerHost } from '@nestjs/bullmq';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import type { Log } from '../platform/logging/log.js';
import { OutageLog } from '../platform/queue/outage-log.js';
import type { InboxWork } from './inbox-work.js';
import type { QueueName } from './queues.js';

/** What takes a queue's jobs: it starts and ends together with those of the other queues of its process. */
export abstract class EventProcessor
  extends WorkerHost
  implements OnApplicationBootstrap, BeforeApplicationShutdown
{
  private readonly outage: OutageLog;

  constructor(
    queue: QueueName,
    protected readonly work: InboxWork,
    log: Log,
  ) {
    super();
    this.outage = new OutageLog(log, `${queue} worker`);
  }

  onApplicationBootstrap(): void {
    this.work.serve(this.worker);
  }

  /** Jobs under way end before anything they need is taken down (nestjs/bull closes workers too late for that). */
  async beforeApplicationShutdown(): Promise<void> {
    await this.work.drain();
  }

  @OnWorkerEvent('error')
  onError(error: Error): void {
    this.outage.note(error);
  }
}

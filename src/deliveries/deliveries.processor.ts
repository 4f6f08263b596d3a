import { OnWorkerEvent, Processor, WorkerHost } from '@nestjs/bullmq';
import type { Job } from 'bullmq';
import { InboxWork } from '../inbox/inbox-work.js';
import { DELIVERIES_QUEUE, type InboxJob } from '../inbox/queues.js';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { Log } from '../platform/logging/log.js';
import { OutageLog } from '../platform/queue/outage-log.js';
import { WORKER_OPTIONS } from '../platform/queue/queue-backend.js';
import { DeliveryEvents } from './delivery-events.js';

const CONCURRENCY = 4;

@Processor(DELIVERIES_QUEUE, { ...WORKER_OPTIONS, concurrency: CONCURRENCY })
export class DeliveriesProcessor
  extends WorkerHost
  implements OnApplicationBootstrap, BeforeApplicationShutdown
{
  private readonly outage: OutageLog;

  constructor(
    private readonly work: InboxWork,
    private readonly deliveries: DeliveryEvents,
    log: Log,
  ) {
    super();
    this.outage = new OutageLog(log, 'deliveries worker');
  }

  async process(job: Job<InboxJob>): Promise<void> {
    await this.work.run(job.data.event_id, (claim) => this.deliveries.apply(claim));
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

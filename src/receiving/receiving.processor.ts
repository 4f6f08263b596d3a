import { OnWorkerEvent, Processor, WorkerHost } from '@nestjs/bullmq';
import type { Job } from 'bullmq';
import { InboxWork } from '../inbox/inbox-work.js';
import { type InboxJob, RECEIVING_QUEUE } from '../inbox/queues.js';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { Log } from '../platform/logging/log.js';
import { OutageLog } from '../platform/queue/outage-log.js';
import { WORKER_OPTIONS } from '../platform/queue/queue-backend.js';
import { type Begun, InboundEmails } from './inbound-emails.js';
import { Receiving } from './receiving.js';

/** Mails under way at once: most of their time is waiting for the provider. */
const CONCURRENCY = 8;

@Processor(RECEIVING_QUEUE, { ...WORKER_OPTIONS, concurrency: CONCURRENCY })
export class ReceivingProcessor
  extends WorkerHost
  implements OnApplicationBootstrap, BeforeApplicationShutdown
{
  private readonly outage: OutageLog;

  constructor(
    private readonly work: InboxWork,
    private readonly receiving: Receiving,
    private readonly emails: InboundEmails,
    log: Log,
  ) {
    super();
    this.outage = new OutageLog(log, 'receiving worker');
  }

  async process(job: Job<InboxJob>): Promise<void> {
    await this.work.run<Begun>(
      job.data.event_id,
      (claim, begun) => this.receiving.receive(claim, begun),
      this.emails.begun,
    );
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

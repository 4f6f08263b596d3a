import { Processor } from '@nestjs/bullmq';
import { EventProcessor } from '../inbox/event-processor.js';
import { InboxWork } from '../inbox/inbox-work.js';
import { DELIVERIES_QUEUE } from '../inbox/queues.js';
import { Log } from '../platform/logging/log.js';
import { WORKER_OPTIONS } from '../platform/queue/queue-backend.js';
import { DeliveryEvents } from './delivery-events.js';

const CONCURRENCY = 4;

@Processor(DELIVERIES_QUEUE, { ...WORKER_OPTIONS, concurrency: CONCURRENCY })
export class DeliveriesProcessor extends EventProcessor {
  constructor(
    work: InboxWork,
    private readonly deliveries: DeliveryEvents,
    log: Log,
  ) {
    super(DELIVERIES_QUEUE, CONCURRENCY, work, log);
  }

  protected handle(eventId: string): Promise<void> {
    return this.work.run(eventId, (claim) => this.deliveries.apply(claim));
  }
}

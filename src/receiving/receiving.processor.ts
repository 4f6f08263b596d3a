import { Processor } from '@nestjs/bullmq';
import { EventProcessor } from '../inbox/event-processor.js';
import { InboxWork } from '../inbox/inbox-work.js';
import { RECEIVING_QUEUE } from '../inbox/queues.js';
import { Log } from '../platform/logging/log.js';
import { WORKER_OPTIONS } from '../platform/queue/queue-backend.js';
import { type Begun, InboundEmails } from './inbound-emails.js';
import { Receiving } from './receiving.js';

/** Mails in progress at once. They spend most of their time waiting for the provider. */
const CONCURRENCY = 8;

@Processor(RECEIVING_QUEUE, { ...WORKER_OPTIONS, concurrency: CONCURRENCY })
export class ReceivingProcessor extends EventProcessor {
  constructor(
    work: InboxWork,
    private readonly receiving: Receiving,
    private readonly emails: InboundEmails,
    log: Log,
  ) {
    super(RECEIVING_QUEUE, CONCURRENCY, work, log);
  }

  protected handle(eventId: string): Promise<void> {
    return this.work.run<Begun>(
      eventId,
      (claim, begun) => this.receiving.receive(claim, begun),
      this.emails.begun,
    );
  }
}

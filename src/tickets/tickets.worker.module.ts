import { Module } from '@nestjs/common';
import { SuppressionsModule } from '../suppressions/suppressions.module.js';
import { OutboxQueue } from './replies/outbox-queue.js';
import { OutboxSender } from './replies/outbox-sender.js';
import { SendingLoop } from './replies/sending-loop.js';

/** Sends the replies and receipts that wait in the outbox. */
@Module({
  imports: [SuppressionsModule],
  providers: [OutboxQueue, OutboxSender, SendingLoop],
  exports: [OutboxQueue],
})
export class TicketsWorkerModule {}

import { Module } from '@nestjs/common';
import { SuppressionsModule } from '../suppressions/suppressions.module.js';
import { OutboxQueue } from './replies/outbox-queue.js';
import { Sender } from './replies/sender.js';
import { SendingApis } from './replies/sending-apis.js';
import { SendingLoop } from './replies/sending-loop.js';

/** Sends what was written. */
@Module({
  imports: [SuppressionsModule],
  providers: [OutboxQueue, Sender, SendingApis, SendingLoop],
})
export class TicketsWorkerModule {}

import { Module } from '@nestjs/common';
import { InboxWorkerModule } from '../inbox/inbox.worker.module.js';
import { SuppressionsModule } from '../suppressions/suppressions.module.js';
import { DeliveriesProcessor } from './deliveries.processor.js';
import { DeliveryEvents } from './delivery-events.js';

@Module({
  imports: [InboxWorkerModule, SuppressionsModule],
  providers: [DeliveryEvents, DeliveriesProcessor],
})
export class DeliveriesWorkerModule {}

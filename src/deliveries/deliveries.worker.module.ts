import { Module } from '@nestjs/common';
import { InboxWorkerModule } from '../inbox/inbox.worker.module.js';
import { SuppressionsModule } from '../suppressions/suppressions.module.js';
import { DeliveriesProcessor } from './deliveries.processor.js';
import { DeliveryEvents } from './delivery-events.js';
import { DeliveryReports } from './delivery-reports.js';
import { MailEvidence } from './mail-evidence.js';

@Module({
  imports: [InboxWorkerModule, SuppressionsModule],
  providers: [DeliveryEvents, DeliveryReports, MailEvidence, DeliveriesProcessor],
  exports: [DeliveryReports, MailEvidence],
})
export class DeliveriesWorkerModule {}

import { Global, Module } from '@nestjs/common';
import { DeliveriesWorkerModule } from './deliveries/deliveries.worker.module.js';
import { DeliveryReports } from './deliveries/delivery-reports.js';
import { OWN_MAILS, type OwnMails } from './deliveries/own-mails.js';
import { ErasureWorkerModule } from './erasure/erasure.worker.module.js';
import { InboxWorkerModule } from './inbox/inbox.worker.module.js';
import { NotificationsWorkerModule } from './notifications/notifications.worker.module.js';
import { ReceivingWorkerModule } from './receiving/receiving.worker.module.js';
import { RetentionWorkerModule } from './retention/retention.worker.module.js';
import { StatsWorkerModule } from './stats/stats.worker.module.js';
import { OutboxQueue } from './tickets/replies/outbox-queue.js';
import { SENT_MAILS, type SentMails } from './tickets/replies/sent-mails.js';
import { TicketsWorkerModule } from './tickets/tickets.worker.module.js';
import { SuppressionsWorkerModule } from './suppressions/suppressions.worker.module.js';

/** Everything that processes events. Global, because it connects modules that do not import each other. */
@Global()
@Module({
  imports: [
    InboxWorkerModule,
    ReceivingWorkerModule,
    DeliveriesWorkerModule,
    SuppressionsWorkerModule,
    NotificationsWorkerModule,
    TicketsWorkerModule,
    ErasureWorkerModule,
    StatsWorkerModule,
    RetentionWorkerModule,
  ],
  providers: [
    {
      provide: SENT_MAILS,
      inject: [DeliveryReports],
      useFactory: (reports: DeliveryReports): SentMails => reports,
    },
    {
      provide: OWN_MAILS,
      inject: [OutboxQueue],
      useFactory: (outbox: OutboxQueue): OwnMails => outbox,
    },
  ],
  exports: [SENT_MAILS, OWN_MAILS],
})
export class WorkerModule {}

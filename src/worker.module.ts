import { Module } from '@nestjs/common';
import { DeliveriesWorkerModule } from './deliveries/deliveries.worker.module.js';
import { ErasureWorkerModule } from './erasure/erasure.worker.module.js';
import { InboxWorkerModule } from './inbox/inbox.worker.module.js';
import { NotificationsWorkerModule } from './notifications/notifications.worker.module.js';
import { ReceivingWorkerModule } from './receiving/receiving.worker.module.js';
import { RetentionWorkerModule } from './retention/retention.worker.module.js';
import { StatsWorkerModule } from './stats/stats.worker.module.js';
import { TicketsWorkerModule } from './tickets/tickets.worker.module.js';
import { SuppressionsWorkerModule } from './suppressions/suppressions.worker.module.js';

/** All that processes events. */
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
})
export class WorkerModule {}

import { Module } from '@nestjs/common';
import { DeliveriesWorkerModule } from './deliveries/deliveries.worker.module.js';
import { InboxWorkerModule } from './inbox/inbox.worker.module.js';
import { ReceivingWorkerModule } from './receiving/receiving.worker.module.js';
import { TicketsWorkerModule } from './tickets/tickets.worker.module.js';

/** All that processes events. */
@Module({ imports: [InboxWorkerModule, ReceivingWorkerModule, DeliveriesWorkerModule, TicketsWorkerModule] })
export class WorkerModule {}

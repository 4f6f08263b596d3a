import { BullModule } from '@nestjs/bullmq';
import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { BulkReplay } from './bulk-replay.js';
import { EventsController } from './events.controller.js';
import { InboxAlarms } from './inbox-alarms.js';
import { InboxCourier } from './inbox-courier.js';
import { InboxEvent } from './inbox-event.entity.js';
import { InboxEvents } from './inbox-events.js';
import { InboxMetrics } from './inbox-metrics.js';
import { InboxRecorder } from './inbox-recorder.js';
import { Ledger } from './ledger/ledger.js';
import { ReconcileBooks } from './ledger/reconcile-books.js';
import { QUEUES } from './queues.js';

/** Durable verified events: recorded before they are answered, listed, replayed. */
@Module({
  imports: [
    TypeOrmModule.forFeature([InboxEvent]),
    BullModule.registerQueue(...QUEUES.map((name) => ({ name }))),
  ],
  controllers: [EventsController],
  providers: [
    BulkReplay,
    InboxMetrics,
    InboxAlarms,
    InboxCourier,
    InboxRecorder,
    InboxEvents,
    Ledger,
    ReconcileBooks,
  ],
  exports: [InboxRecorder, InboxCourier, Ledger, ReconcileBooks, TypeOrmModule, BullModule],
})
export class InboxModule {}

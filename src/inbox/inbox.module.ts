import { BullModule } from '@nestjs/bullmq';
import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { EventsController } from './events.controller.js';
import { InboxAlarms } from './inbox-alarms.js';
import { InboxCourier } from './inbox-courier.js';
import { InboxHints } from './inbox-hints.js';
import { InboxEvent } from './inbox-event.entity.js';
import { InboxEvents } from './inbox-events.js';
import { InboxMetrics } from './inbox-metrics.js';
import { InboxRecorder } from './inbox-recorder.js';
import { EventLogBooks } from './ledger/event-log-books.js';
import { Ledger } from './ledger/ledger.js';
import { MissingDeliveries } from './ledger/missing-deliveries.js';
import { ReconcileBooks } from './ledger/reconcile-books.js';
import { ReconcileMetrics } from './ledger/reconcile-metrics.js';
import { SilenceAlarm } from './silence-alarm.js';
import { QUEUES } from './queues.js';
import { EventReplay } from './replays/event-replay.entity.js';
import { EventReplays } from './replays/event-replays.js';
import { EventReplaysController } from './replays/replays.controller.js';

/** Durable verified events: recorded before they are answered, listed, replayed. */
@Module({
  imports: [
    TypeOrmModule.forFeature([EventReplay, InboxEvent]),
    BullModule.registerQueue(...QUEUES.map((name) => ({ name }))),
  ],
  controllers: [EventReplaysController, EventsController],
  providers: [
    EventReplays,
    InboxMetrics,
    InboxAlarms,
    SilenceAlarm,
    InboxCourier,
    InboxHints,
    InboxRecorder,
    InboxEvents,
    EventLogBooks,
    Ledger,
    MissingDeliveries,
    ReconcileBooks,
    ReconcileMetrics,
  ],
  exports: [
    EventLogBooks,
    EventReplays,
    InboxRecorder,
    InboxCourier,
    Ledger,
    MissingDeliveries,
    ReconcileBooks,
    TypeOrmModule,
    BullModule,
  ],
})
export class InboxModule {}

import { BullModule } from '@nestjs/bullmq';
import { Module } from '@nestjs/common';
import { InboxAlarms } from './inbox-alarms.js';
import { InboxCourier } from './inbox-courier.js';
import { InboxHints } from './inbox-hints.js';
import { InboxMetrics } from './inbox-metrics.js';
import { EventLogBooks } from './ledger/event-log-books.js';
import { ReconcileBooks } from './ledger/reconcile-books.js';
import { ReconcileMetrics } from './ledger/reconcile-metrics.js';
import { SilenceAlarm } from './silence-alarm.js';
import { QUEUES } from './queues.js';
import { EventReplays } from './replays/event-replays.js';

/** The inbox: what both storing and processing events need. */
@Module({
  imports: [BullModule.registerQueue(...QUEUES.map((name) => ({ name })))],
  providers: [
    EventReplays,
    InboxMetrics,
    InboxAlarms,
    SilenceAlarm,
    InboxCourier,
    InboxHints,
    EventLogBooks,
    ReconcileBooks,
    ReconcileMetrics,
  ],
  exports: [EventLogBooks, EventReplays, InboxCourier, InboxHints, ReconcileBooks, BullModule],
})
export class InboxModule {}

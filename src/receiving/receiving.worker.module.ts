import { Module } from '@nestjs/common';
import { DeliveriesWorkerModule } from '../deliveries/deliveries.worker.module.js';
import { InboxWorkerModule } from '../inbox/inbox.worker.module.js';
import { FilingModule } from '../tickets/filing.module.js';
import { InboundEmails } from './inbound-emails.js';
import { MailFetcher } from './mail-fetcher.js';
import { MailSource } from './mail-source.js';
import { ReaderModule } from './reader/reader.module.js';
import { ReceivingProcessor } from './receiving.processor.js';
import { ReconcileSchedule } from './reconcile/reconcile-schedule.js';
import { EventLogReconciler } from './reconcile/event-log-reconciler.js';
import { Reconciler } from './reconcile/reconciler.js';
import { WebhookWatch } from './reconcile/webhook-watch.js';
import { Receiving } from './receiving.js';

/** Fetches, stores, reads and files received mail. */
@Module({
  imports: [DeliveriesWorkerModule, FilingModule, InboxWorkerModule, ReaderModule],
  providers: [
    EventLogReconciler,
    InboundEmails,
    MailFetcher,
    MailSource,
    Receiving,
    ReceivingProcessor,
    Reconciler,
    ReconcileSchedule,
    WebhookWatch,
  ],
})
export class ReceivingWorkerModule {}

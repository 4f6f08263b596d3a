import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { InboxRelay } from './inbox-relay.js';
import { InboxWork } from './inbox-work.js';
import { MissingDeliveries } from './ledger/missing-deliveries.js';
import { ReplaySteps } from './replays/replay-steps.js';
import { SourceHours } from './source-hours.js';
import { Settlement } from './settlement.js';
import { InboxModule } from './inbox.module.js';
import { WiredQueues } from './wired-queues.js';

/** What only worker processes run: leases and the relay. */
@Module({
  imports: [DiscoveryModule, InboxModule],
  providers: [WiredQueues, InboxWork, Settlement, InboxRelay, MissingDeliveries, ReplaySteps, SourceHours],
  exports: [InboxModule, InboxWork, MissingDeliveries],
})
export class InboxWorkerModule {}

import { Module } from '@nestjs/common';
import { InboxRelay } from './inbox-relay.js';
import { InboxWork } from './inbox-work.js';
import { ReplaySteps } from './replays/replay-steps.js';
import { InboxModule } from './inbox.module.js';

/** What only worker processes run: leases and the relay. */
@Module({
  imports: [InboxModule],
  providers: [InboxWork, InboxRelay, ReplaySteps],
  exports: [InboxModule, InboxWork],
})
export class InboxWorkerModule {}

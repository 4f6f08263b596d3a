import { Module } from '@nestjs/common';
import { InboxModule } from '../inbox/inbox.module.js';
import { ErasedMails } from '../tickets/erased/erased-mails.js';
import { InboundController } from './inbound.controller.js';
import { ReaderModule } from './reader/reader.module.js';
import { TicketsModule } from '../tickets/tickets.module.js';
import { RuleTestsController } from './rule-tests.controller.js';
import { LedgerController } from './reconcile/ledger.controller.js';

/** Raw mail handed in over HTTP, and the books of what came in. */
@Module({
  imports: [InboxModule, ReaderModule, TicketsModule],
  controllers: [InboundController, LedgerController, RuleTestsController],
  providers: [ErasedMails],
})
export class ReceivingModule {}

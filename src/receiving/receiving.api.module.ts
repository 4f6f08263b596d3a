import { Module } from '@nestjs/common';
import { InboxApiModule } from '../inbox/inbox.api.module.js';
import { ErasedMails } from '../tickets/erased/erased-mails.js';
import { InboundController } from './inbound.controller.js';
import { ReaderModule } from './reader/reader.module.js';
import { TicketsApiModule } from '../tickets/tickets.api.module.js';
import { RuleTestsController } from './rule-tests.controller.js';
import { LedgerController } from './reconcile/ledger.controller.js';

/** Over HTTP: raw mail that is handed in, the ledger, and tests of rules. */
@Module({
  imports: [InboxApiModule, ReaderModule, TicketsApiModule],
  controllers: [InboundController, LedgerController, RuleTestsController],
  providers: [ErasedMails],
})
export class ReceivingApiModule {}

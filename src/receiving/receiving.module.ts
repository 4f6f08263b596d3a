import { Module } from '@nestjs/common';
import { InboxModule } from '../inbox/inbox.module.js';
import { ErasedMails } from '../tickets/erased/erased-mails.js';
import { InboundController } from './inbound.controller.js';
import { ReceivingApis } from './receiving-apis.js';
import { LedgerController } from './reconcile/ledger.controller.js';

/** Raw mail handed in over HTTP, and the books of what came in. */
@Module({
  imports: [InboxModule],
  controllers: [InboundController, LedgerController],
  providers: [ErasedMails, ReceivingApis],
  exports: [ReceivingApis],
})
export class ReceivingModule {}

import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { InboxWorkerModule } from '../inbox/inbox.worker.module.js';
import { FilingModule } from '../tickets/filing.module.js';
import { InboundEmail } from './inbound-email.entity.js';
import { InboundEmails } from './inbound-emails.js';
import { MailFetcher } from './mail-fetcher.js';
import { MailSource } from './mail-source.js';
import { MailReader } from './reader/mail-reader.js';
import { ReceivingApis } from './receiving-apis.js';
import { ReceivingProcessor } from './receiving.processor.js';
import { Receiving } from './receiving.js';

/** Fetch, store, read and file received mail. */
@Module({
  imports: [FilingModule, InboxWorkerModule, TypeOrmModule.forFeature([InboundEmail])],
  providers: [
    InboundEmails,
    MailFetcher,
    MailSource,
    MailReader,
    Receiving,
    ReceivingApis,
    ReceivingProcessor,
  ],
})
export class ReceivingWorkerModule {}

import { Module } from '@nestjs/common';
import { Filing } from './filing/filing.js';
import { SuppressionsModule } from '../suppressions/suppressions.module.js';
import { Acknowledging } from './acknowledging/acknowledging.js';
import { ErasedMails } from './erased/erased-mails.js';
import { ReplyKeysModule } from './reply-keys.module.js';

/** Files received mail, for worker processes. */
@Module({
  imports: [ReplyKeysModule, SuppressionsModule],
  providers: [Acknowledging, ErasedMails, Filing],
  exports: [ErasedMails, Filing],
})
export class FilingModule {}

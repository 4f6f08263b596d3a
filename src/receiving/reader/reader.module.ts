import { Module } from '@nestjs/common';
import { Log } from '../../platform/logging/log.js';
import { MailReader } from './mail-reader.js';

/** The one pool of reader threads of a process. */
@Module({
  providers: [{ provide: MailReader, inject: [Log], useFactory: (log: Log) => new MailReader(log) }],
  exports: [MailReader],
})
export class ReaderModule {}

import { Module } from '@nestjs/common';
import { Config } from '../../platform/config/config.js';
import { Log } from '../../platform/logging/log.js';
import { MailReader, READER_SETTINGS } from './mail-reader.js';

/** The one pool of reader threads of a process. One that only serves HTTP reads mail when a rule is tried on it. */
@Module({
  providers: [
    {
      provide: MailReader,
      inject: [Config, Log],
      useFactory: ({ role }: Config, log: Log) =>
        new MailReader(log, role === 'api' ? { ...READER_SETTINGS, minThreads: 0 } : READER_SETTINGS),
    },
  ],
  exports: [MailReader],
})
export class ReaderModule {}

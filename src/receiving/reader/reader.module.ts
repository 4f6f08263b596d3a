import { Module } from '@nestjs/common';
import { Config } from '../../platform/config/config.js';
import { Log } from '../../platform/logging/log.js';
import { MailReader, READER_SETTINGS } from './mail-reader.js';

/** The process's one pool of reader threads. An API process reads mail only when a rule is tested on it. */
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

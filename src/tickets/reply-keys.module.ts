import { Module } from '@nestjs/common';
import { Config } from '../platform/config/config.js';
import { readReplyKeys, REPLY_KEYS } from './threading/reply-keys.js';

/** The keys that sign reply addresses, for filing mail and for writing replies. */
@Module({
  providers: [{ provide: REPLY_KEYS, inject: [Config], useFactory: readReplyKeys }],
  exports: [REPLY_KEYS],
})
export class ReplyKeysModule {}

import { Module } from '@nestjs/common';
import { Config } from '../platform/config/config.js';
import { readReplyKeys, REPLY_KEYS } from './threading/reply-keys.js';

/** The secrets that sign reply addresses; needed where mail is filed and where replies are written. */
@Module({
  providers: [{ provide: REPLY_KEYS, inject: [Config], useFactory: readReplyKeys }],
  exports: [REPLY_KEYS],
})
export class ReplyKeysModule {}

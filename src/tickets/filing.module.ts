import { Module } from '@nestjs/common';
import { Filing } from './filing/filing.js';
import { ReplyKeysModule } from './reply-keys.module.js';

/** Files received mail; what worker processes need of this room. */
@Module({ imports: [ReplyKeysModule], providers: [Filing], exports: [Filing] })
export class FilingModule {}

import { Module } from '@nestjs/common';
import { Expiry } from './expiry.js';
import { Mirror } from './mirror/mirror.js';
import { Reading } from './mirror/reading.js';
import { MirrorRounds } from './mirror/mirror-rounds.js';
import { UnsubscribeKeysAtRest } from './unsubscribe/unsubscribe-keys-at-rest.js';
import { SuppressionsModule } from './suppressions.module.js';

/** What only worker processes do: letting evidence expire, comparing the list with providers'. */
@Module({
  imports: [SuppressionsModule],
  providers: [Expiry, Mirror, MirrorRounds, Reading, UnsubscribeKeysAtRest],
})
export class SuppressionsWorkerModule {}

import { Module } from '@nestjs/common';
import { Mirror } from './mirror/mirror.js';
import { SuppressionClock } from './suppression-clock.js';
import { UnsubscribeKeysAtRest } from './unsubscribe/unsubscribe-keys-at-rest.js';
import { SuppressionsModule } from './suppressions.module.js';

/** What only worker processes do: letting evidence run out, comparing lists with providers. */
@Module({
  imports: [SuppressionsModule],
  providers: [Mirror, SuppressionClock, UnsubscribeKeysAtRest],
})
export class SuppressionsWorkerModule {}

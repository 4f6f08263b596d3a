import { Module } from '@nestjs/common';
import { DoomedBlobs } from './doomed-blobs.js';
import { RetentionSchedule } from './retention-schedule.js';
import { Retention } from './retention.js';
import { StrayBlobs } from './stray-blobs.js';

/** How long what is kept. */
@Module({ providers: [DoomedBlobs, Retention, RetentionSchedule, StrayBlobs] })
export class RetentionWorkerModule {}

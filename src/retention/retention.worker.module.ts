import { Module } from '@nestjs/common';
import { DoomedBlobs } from './doomed-blobs.js';
import { RetentionSchedule } from './retention-schedule.js';
import { Retention } from './retention.js';
import { StrayBlobs } from './stray-blobs.js';

/** Removes what has been kept long enough, and blobs that nothing refers to. */
@Module({ providers: [DoomedBlobs, Retention, RetentionSchedule, StrayBlobs] })
export class RetentionWorkerModule {}

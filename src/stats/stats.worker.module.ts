import { Module } from '@nestjs/common';
import { RollupSchedule } from './rollup-schedule.js';
import { Rollups } from './rollups.js';

/** Computes daily statistics. */
@Module({ providers: [Rollups, RollupSchedule] })
export class StatsWorkerModule {}

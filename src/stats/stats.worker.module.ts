import { Module } from '@nestjs/common';
import { RollupSchedule } from './rollup-schedule.js';
import { Rollups } from './rollups.js';

/** Adds the days up. */
@Module({ providers: [Rollups, RollupSchedule] })
export class StatsWorkerModule {}

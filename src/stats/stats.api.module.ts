import { Module } from '@nestjs/common';
import { Stats } from './stats.js';
import { StatsController } from './stats.controller.js';

/** Daily statistics over HTTP. */
@Module({ controllers: [StatsController], providers: [Stats] })
export class StatsApiModule {}

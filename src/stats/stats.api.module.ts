import { Module } from '@nestjs/common';
import { Stats } from './stats.js';
import { StatsController } from './stats.controller.js';

/** What each day brought, over HTTP. */
@Module({ controllers: [StatsController], providers: [Stats] })
export class StatsApiModule {}

import { Module } from '@nestjs/common';
import { HealthController } from './health.controller.js';
import { MetricsController } from './metrics.controller.js';
import { Health } from './platform/health/health.js';

/** Served in every role, so that a worker can be watched too. */
@Module({ controllers: [HealthController, MetricsController], providers: [Health] })
export class HealthModule {}

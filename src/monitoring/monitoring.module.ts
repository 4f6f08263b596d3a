import { type DynamicModule, Module } from '@nestjs/common';
import { AlarmMetrics } from './alarm-metrics.js';
import { HealthController } from './health.controller.js';
import { MetricsController } from './metrics.controller.js';
import { DatabaseRoom } from '../platform/database/database-room.js';
import { DATABASE_TROUBLE, type DatabaseTrouble, Health } from '../platform/health/health.js';

/** Health and metrics over HTTP, in every role, so that workers can be monitored too. */
@Module({})
export class MonitoringModule {
  static of(databaseTrouble: DatabaseTrouble): DynamicModule {
    return {
      module: MonitoringModule,
      controllers: [HealthController, MetricsController],
      providers: [
        AlarmMetrics,
        DatabaseRoom,
        Health,
        { provide: DATABASE_TROUBLE, useValue: databaseTrouble },
      ],
    };
  }
}

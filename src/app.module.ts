import { BullModule } from '@nestjs/bullmq';
import { type DynamicModule, Module } from '@nestjs/common';
import type { QueueOptions } from 'bullmq';
import { AuthModule } from './auth/auth.module.js';
import { MonitoringModule } from './monitoring/monitoring.module.js';
import { BlobsModule } from './platform/blobs/blobs.module.js';
import { ConfigModule } from './platform/config/config.module.js';
import { type Config } from './platform/config/config.js';
import { DatabaseModule } from './platform/database/database.module.js';
import { AlarmsModule } from './platform/health/alarms.module.js';
import type { DatabaseTrouble } from './platform/health/health.js';
import { LogModule } from './platform/logging/log.module.js';
import { KeyedHashModule } from './platform/secrets/keyed-hash.module.js';
import { SecretSealModule } from './platform/secrets/secret-seal.module.js';
import { MetricsModule } from './platform/metrics/metrics.module.js';
import { UnderWayModule } from './platform/stopping/under-way.module.js';
import { ProvidersModule } from './providers/providers.module.js';
import { SCHEMA } from './schema.js';

/** What is known at start before anything is constructed. */
export interface Foundation {
  config: Readonly<Config>;
  databaseUrl: string;
  databaseTrouble: DatabaseTrouble;
  queueOptions: QueueOptions;
  adminKeyText: string;
}

/**
 * One process: the platform, and the modules that its ROLE needs. The others are not even loaded, because most of a
 * start is spent reading and compiling files. In each folder, `*.api.module.ts` answers HTTP, `*.worker.module.ts` does
 * the work, and `*.module.ts` holds what both need.
 */
@Module({})
export class AppModule {
  static async of({
    config,
    databaseUrl,
    databaseTrouble,
    queueOptions,
    adminKeyText,
  }: Foundation): Promise<DynamicModule> {
    return {
      module: AppModule,
      imports: [
        ConfigModule.of(config),
        LogModule,
        UnderWayModule,
        MetricsModule,
        AlarmsModule,
        BlobsModule,
        KeyedHashModule,
        SecretSealModule,
        ProvidersModule,
        DatabaseModule.of(databaseUrl, SCHEMA),
        BullModule.forRoot(queueOptions),
        AuthModule.of(adminKeyText),
        ...(config.role === 'worker' ? [] : [(await import('./api.module.js')).ApiModule]),
        ...(config.role === 'api' ? [] : [(await import('./worker.module.js')).WorkerModule]),
        MonitoringModule.of(databaseTrouble),
      ],
    };
  }
}

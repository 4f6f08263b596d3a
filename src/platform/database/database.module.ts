import { type DynamicModule, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CommandPool } from './command-pool.js';
import { dataSourceOptions, type Schema } from './data-source.js';
import { isDatabaseUnavailable } from './database-errors.js';

/** Connections per process, besides those of the queue and the LISTEN clients. */
const MAX_CONNECTIONS = 16;

/** The start retries if the database goes away again, or the machine is too busy to connect in time. */
const RETRIES = { retryAttempts: Infinity, retryDelay: 1_000, toRetry: isDatabaseUnavailable };

/** The one TypeORM data source, and connections for commands. Constructed after `main.ts` has migrated the database. */
@Module({})
export class DatabaseModule {
  static of(url: string, schema: Schema): DynamicModule {
    return {
      module: DatabaseModule,
      global: true,
      imports: [TypeOrmModule.forRoot({ ...dataSourceOptions(url, schema, MAX_CONNECTIONS), ...RETRIES })],
      providers: [{ provide: CommandPool, useFactory: () => new CommandPool(url) }],
      exports: [CommandPool],
    };
  }
}

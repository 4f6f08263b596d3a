import type { DataSourceOptions, EntityTarget, MigrationInterface } from 'typeorm';
import pg from 'pg';
import { SteadyClient } from './steady-client.js';

/** What the rooms put into the database; `src/schema.ts` gathers it. */
export interface Schema {
  entities: EntityTarget<object>[];
  migrations: (new () => MigrationInterface)[];
}

/** Upper bound of one statement: the slowest of ours takes milliseconds. */
const STATEMENT_TIMEOUT_MS = 30_000;
const LOCK_TIMEOUT_MS = 5_000;
/** A transaction that forgot its client must not hold locks for ever. */
const IDLE_TRANSACTION_TIMEOUT_MS = 60_000;
/** How long a request waits for a connection before it answers 503. */
const CONNECT_TIMEOUT_MS = 3_000;

export function dataSourceOptions(url: string, schema: Schema, maxConnections: number): DataSourceOptions {
  return {
    type: 'postgres',
    driver: pg,
    url,
    entities: schema.entities as never,
    migrations: schema.migrations,
    migrationsRun: false,
    synchronize: false,
    installExtensions: false,
    // what is asked before the last answer came is sent at once, and not kept back until then
    extra: { ...poolOptions(maxConnections), pipeline: true },
  };
}

/** Of every pool of connections but the queue's. */
export const poolOptions = (maxConnections: number): pg.PoolConfig => ({
  Client: SteadyClient,
  max: maxConnections,
  // our statements are short: compiling one that looks expensive costs more than running it
  options: '-c jit=off',
  keepAlive: true,
  application_name: 'postroom',
  connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
  statement_timeout: STATEMENT_TIMEOUT_MS,
  lock_timeout: LOCK_TIMEOUT_MS,
  idle_in_transaction_session_timeout: IDLE_TRANSACTION_TIMEOUT_MS,
});

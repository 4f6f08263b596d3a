import type { DataSourceOptions, EntityTarget, MigrationInterface } from 'typeorm';
import pg from 'pg';
import { sessionsWith } from './session.js';
import { SteadyClient, type SteadyConfig } from './steady-client.js';

/** What the rooms store in the database; collected in `src/schema.ts`. */
export interface Schema {
  entities: EntityTarget<object>[];
  migrations: (new () => MigrationInterface)[];
}

const SESSION = {
  // our statements are short: compiling one that looks expensive takes longer than running it
  jit: 'off',
  // our slowest statement takes milliseconds
  statement_timeout: '30s',
  lock_timeout: '5s',
  // a transaction whose client forgot it must not hold locks for ever
  idle_in_transaction_session_timeout: '60s',
};
/** Longer than any statement takes unless its server is lost. */
const SILENCE_MS = 40_000;
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
    // sends a query at once, without waiting for the answer to the previous one
    extra: { ...poolOptions(maxConnections), pipeline: true },
  };
}

/** For every connection pool except the queue's. */
export const poolOptions = (maxConnections: number): pg.PoolConfig & SteadyConfig => ({
  Client: SteadyClient,
  max: maxConnections,
  keepAlive: true,
  silenceMs: SILENCE_MS,
  application_name: 'postroom',
  connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
  onConnect: sessionsWith(SESSION),
});

import { DataSource, type DataSourceOptions, type EntityTarget, type MigrationInterface } from 'typeorm';
import type pg from 'pg';
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

/** Any fixed number: all Postrooms on one database take this advisory lock to migrate one after the other. */
const MIGRATION_LOCK = 7_660_211;

export function dataSourceOptions(url: string, schema: Schema, maxConnections: number): DataSourceOptions {
  return {
    type: 'postgres',
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

/**
 * Brings the database up to date, one process at a time.
 *
 * @param alsoMigrate the queue's own migrations, when it lives in the same database
 */
export async function migrate(
  url: string,
  schema: Schema,
  alsoMigrate: ((client: pg.Client) => Promise<unknown>) | null,
): Promise<void> {
  const client = new SteadyClient({ connectionString: url });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const options = {
      ...dataSourceOptions(url, schema, 1),
      extra: { Client: SteadyClient, max: 1 },
    } as DataSourceOptions;
    const dataSource = await new DataSource(options).initialize();
    try {
      await dataSource.runMigrations({ transaction: 'each' });
    } finally {
      await dataSource.destroy();
    }
    await alsoMigrate?.(client);
  } finally {
    await client.end().catch(() => undefined); // a connection that was cut cannot be ended
  }
}

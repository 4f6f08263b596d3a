import { DataSource, type DataSourceOptions, MigrationExecutor, QueryFailedError } from 'typeorm';
import type pg from 'pg';
import { dataSourceOptions, type Schema } from './data-source.js';
import { isDatabaseUnavailable } from './database-errors.js';
import { findUnfitness, FITNESS, type Fitness } from './fitness.js';
import { beginSession, sessionsWith } from './session.js';
import { findSharing } from './sharing.js';
import { SteadyClient } from './steady-client.js';

/** Any fixed number: all Postrooms on a database take this advisory lock, to migrate one after the other. */
const MIGRATION_LOCK = 7_660_211;

/** PostgreSQL's manual, appendix A. */
const INSUFFICIENT_PRIVILEGE = '42501';

/** The database is unfit for this version, and cannot be made fit; the message is for operators. */
export class MigrationError extends Error {
  override readonly name = 'MigrationError';
}

/**
 * Migrates the database to this version, one process at a time.
 *
 * @param alsoMigrate the queue's own migrations, if the queue is in the same database
 * @throws MigrationError if the database is unfit, was migrated by a newer version, or refuses a migration
 */
export async function migrate(
  url: string,
  schema: Schema,
  alsoMigrate: ((client: pg.Client) => Promise<unknown>) | null,
): Promise<void> {
  const client = new SteadyClient({ connectionString: url });
  await client.connect();
  try {
    await beginSession(client);
    await refuseUnfit(client, url);
    await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const options = {
      ...dataSourceOptions(url, schema, 1),
      extra: { Client: SteadyClient, max: 1, onConnect: sessionsWith({}) },
    } as DataSourceOptions;
    const dataSource = await new DataSource(options).initialize();
    try {
      await refuseNewer(dataSource);
      await dataSource.runMigrations({ transaction: 'each' }).catch(tellRefused);
    } finally {
      await dataSource.destroy();
    }
    await alsoMigrate?.(client).catch(tellForbidden);
  } finally {
    await client.end().catch(() => undefined); // a broken connection cannot be ended
  }
}

/** Migrations in the database that this version does not know: made by a newer version. */
export async function newerMigrations(dataSource: DataSource): Promise<string[]> {
  const known = new Set(dataSource.migrations.map(({ name, constructor }) => name ?? constructor.name));
  const executed = await new MigrationExecutor(dataSource).getExecutedMigrations();
  return executed.map(({ name }) => name).filter((name) => !known.has(name));
}

async function refuseUnfit(client: pg.Client, url: string): Promise<void> {
  const { rows } = await client.query<Fitness>(FITNESS);
  const unfitness = findUnfitness(rows[0]!) ?? (await findSharing(url));
  if (unfitness !== null) throw new MigrationError(`${unfitness.reason} ${unfitness.advice}`);
}

async function refuseNewer(dataSource: DataSource): Promise<void> {
  const newer = await newerMigrations(dataSource);
  if (newer.length === 0) return;
  throw new MigrationError(
    `A newer version of Postroom has migrated this database (${newer.join(', ')}). ` +
      'Start that version, or restore the backup from before the upgrade.',
  );
}

/** The queue has its own schema; not every user who may create tables may create one. */
function tellForbidden(error: unknown): never {
  const { code, message } = error as { code?: string; message: string };
  if (code !== INSUFFICIENT_PRIVILEGE) throw error;
  throw new MigrationError(
    `The database refuses to make the queue's tables: ${message}. ` +
      'Let the user create schemas (GRANT CREATE ON DATABASE), or keep the queue in Redis (REDIS_URL).',
    { cause: error },
  );
}

/** TypeORM has printed which migration it was. */
function tellRefused(error: unknown): never {
  if (!(error instanceof QueryFailedError) || isDatabaseUnavailable(error)) throw error;
  const { code } = error.driverError as { code?: string };
  if (code === INSUFFICIENT_PRIVILEGE) {
    throw new MigrationError(
      `The database lets its user change no tables: ${error.message}. Let the user of DATABASE_URL own the database ` +
        '(ALTER DATABASE … OWNER TO …), or at least its schema and tables (GRANT CREATE ON SCHEMA public).',
      { cause: error },
    );
  }
  throw new MigrationError(
    `The database refuses a migration: ${error.message}. It was rolled back, those before it were not: ` +
      `to go back, restore the backup from before the upgrade.\n  | ${error.query.trim()}`,
    { cause: error },
  );
}

import { DataSource } from 'typeorm';
import type { Config } from '../platform/config/config.js';
import { dataSourceOptions } from '../platform/database/data-source.js';
import { hasCluster } from '../platform/database/embedded/cluster.js';
import { startEmbeddedPostgres } from '../platform/database/embedded/embedded-postgres.js';
import { findRunningServer } from '../platform/database/embedded/running-server.js';
import { SCHEMA } from '../schema.js';
import { CommandError } from './command-error.js';
import { findOtherVersion } from './other-version.js';

/** A command needs few connections; the service beside it has its own. */
const MAX_CONNECTIONS = 2;

/** The service's database for a command, whether or not the service runs. */
export interface OpenDatabase {
  database: DataSource;
  close: () => Promise<void>;
}

/** @throws CommandError if there is none, or it is of another version: commands neither make nor change tables */
export async function openDatabase(config: Config): Promise<OpenDatabase> {
  const { url, stop } = await findServer(config);
  const database = new DataSource(dataSourceOptions(url, SCHEMA, MAX_CONNECTIONS));
  const close = async () => {
    if (database.isInitialized) await database.destroy();
    await stop();
  };
  try {
    await database.initialize();
    const other = await findOtherVersion(database);
    if (other !== null) throw new CommandError(`${other.seen} ${other.advice}`);
    return { database, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function findServer(config: Config): Promise<{ url: string; stop: () => Promise<void> }> {
  const running = config.databaseUrl ?? findRunningServer(config.dataDir);
  if (running !== null) return { url: running, stop: () => Promise.resolve() };
  if (!hasCluster(config.dataDir)) {
    throw new CommandError(
      `There is no database in DATA_DIR ${config.dataDir}. Name the DATA_DIR, or the DATABASE_URL, of the service.`,
    );
  }
  const own = await startEmbeddedPostgres({ dataDir: config.dataDir, log: () => undefined });
  return { url: own.url, stop: () => own.stop() };
}

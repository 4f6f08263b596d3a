import { DataSource } from 'typeorm';
import type { Config } from '../platform/config/config.js';
import { dataSourceOptions } from '../platform/database/data-source.js';
import { startEmbeddedPostgres } from '../platform/database/embedded/embedded-postgres.js';
import { findRunningServer } from '../platform/database/embedded/running-server.js';
import { SCHEMA } from '../schema.js';

/** A command needs few connections; the service beside it has its own. */
const MAX_CONNECTIONS = 2;

/** The service's database for a command, whether the service runs or not. */
export interface OpenDatabase {
  database: DataSource;
  close: () => Promise<void>;
}

export async function openDatabase(config: Config): Promise<OpenDatabase> {
  const { url, stop } = await findServer(config);
  const database = await new DataSource(dataSourceOptions(url, SCHEMA, MAX_CONNECTIONS)).initialize();
  return {
    database,
    close: async () => {
      await database.destroy();
      await stop();
    },
  };
}

async function findServer(config: Config): Promise<{ url: string; stop: () => Promise<void> }> {
  const running = config.databaseUrl ?? findRunningServer(config.dataDir);
  if (running !== null) return { url: running, stop: () => Promise.resolve() };
  const own = await startEmbeddedPostgres({ dataDir: config.dataDir, log: () => undefined });
  return { url: own.url, stop: () => own.stop() };
}

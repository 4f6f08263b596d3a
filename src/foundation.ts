import { adminKey } from './auth/admin-key.js';
import type { Foundation } from './app.module.js';
import type { Config } from './platform/config/config.js';
import { isDatabaseUnavailable } from './platform/database/database-errors.js';
import { startEmbeddedPostgres } from './platform/database/embedded/embedded-postgres.js';
import { migrate } from './platform/database/migrate.js';
import { waitForDatabase } from './platform/database/wait-for-database.js';
import { openWaitingRoom } from './platform/http/waiting-room.js';
import type { Log } from './platform/logging/log.js';
import { migrateQueue, openQueueBackend } from './platform/queue/queue-backend.js';
import { SCHEMA } from './schema.js';

/** What the service stands on, and how to take it down again. */
export interface LaidFoundation extends Foundation {
  stop: () => Promise<void>;
}

/** Prepares everything that must be there before the first Nest provider is constructed: data, tables, a first key. */
export async function layFoundation(config: Readonly<Config>, log: Log): Promise<LaidFoundation> {
  const { databaseUrl, databaseTrouble, stop: stopDatabase } = await findDatabase(config, log);
  await migrateInTheEnd(databaseUrl, config, log);
  const key = await adminKey(config);
  if (key.isNew) console.log(`Admin API key (shown once, kept in ${key.file}): ${key.text}`);
  const queue = openQueueBackend({ databaseUrl, redisUrl: config.redisUrl });
  const stop = async () => {
    await queue.close();
    await stopDatabase();
  };
  return { config, databaseUrl, databaseTrouble, queueOptions: queue.options, adminKeyText: key.text, stop };
}

/** A database that goes away in the middle is waited for again; every migration is a transaction. */
async function migrateInTheEnd(databaseUrl: string, config: Readonly<Config>, log: Log): Promise<void> {
  for (;;) {
    try {
      return await migrate(databaseUrl, SCHEMA, config.redisUrl === null ? migrateQueue : null);
    } catch (error) {
      if (!isDatabaseUnavailable(error)) throw error;
      log.warn({ err: error }, 'the database went away during the start');
      await waitForDatabase(databaseUrl, { log: (message, fields) => log.info({ ...fields }, message) });
    }
  }
}

async function findDatabase(
  config: Readonly<Config>,
  log: Log,
): Promise<Pick<LaidFoundation, 'databaseUrl' | 'databaseTrouble' | 'stop'>> {
  const say = (message: string, fields: object = {}) => log.info({ ...fields }, message);
  if (config.databaseUrl === null) {
    const warn = (message: string, fields: object = {}) => log.error({ ...fields }, message);
    const embedded = await startEmbeddedPostgres({ dataDir: config.dataDir, log: say, warn });
    return { databaseUrl: embedded.url, databaseTrouble: embedded.trouble, stop: () => embedded.stop() };
  }
  const leaveWaitingRoom = await openWaitingRoom(config.port, config.host);
  try {
    await waitForDatabase(config.databaseUrl, { log: say });
  } finally {
    await leaveWaitingRoom();
  }
  return { databaseUrl: config.databaseUrl, databaseTrouble: () => null, stop: () => Promise.resolve() };
}

import { setTimeout as pause } from 'node:timers/promises';
import { adminKey } from './auth/admin-key.js';
import type { Foundation } from './app.module.js';
import type { Config } from './platform/config/config.js';
import { tellUnreachable } from './platform/database/connection-error.js';
import { isDatabaseUnavailable } from './platform/database/database-errors.js';
import { startEmbeddedPostgres } from './platform/database/embedded/embedded-postgres.js';
import { migrate } from './platform/database/migrate.js';
import { nameOf, waitForDatabase, whyAway } from './platform/database/wait-for-database.js';
import type { WaitingRoom } from './platform/http/waiting-room.js';
import type { Log } from './platform/logging/log.js';
import { DATABASE, REDIS } from './platform/outages/mainstay.js';
import { migrateQueue, openQueueBackend } from './platform/queue/queue-backend.js';
import { whyRedisIsAway } from './platform/queue/why-redis-is-away.js';
import { SCHEMA } from './schema.js';

/** Pause between tries: a database that lets us in but has no room to store anything fails at once every time. */
const BEFORE_NEXT_TRY_MS = 1_000;

/** What the service stands on, and how to take it down again. */
export interface LaidFoundation extends Foundation {
  stop: () => Promise<void>;
}

/**
 * Prepares everything that must exist before the first Nest provider is constructed: data, tables, a first key.
 *
 * @param room opened as soon as the start has to wait, and not left
 */
export async function layFoundation(
  config: Readonly<Config>,
  log: Log,
  room: WaitingRoom,
): Promise<LaidFoundation> {
  const { databaseUrl, databaseTrouble, stop: stopDatabase } = await findDatabase(config, log, room);
  await migrateInTheEnd(databaseUrl, { config, log, room });
  const key = await adminKey(config);
  if (key.isNew) console.log(`Admin API key (shown once, kept in ${key.file}): ${key.text}`);
  const unwatch = watchMainstays(databaseUrl, config.redisUrl, log);
  const queue = openQueueBackend({ databaseUrl, redisUrl: config.redisUrl });
  const stop = async () => {
    unwatch();
    await queue.close();
    await stopDatabase();
  };
  return { config, databaseUrl, databaseTrouble, queueOptions: queue.options, adminKeyText: key.text, stop };
}

/** From here on, the log says when the database or Redis goes away and when it is back. */
function watchMainstays(databaseUrl: string, redisUrl: string | null, log: Log): () => void {
  const ends = [
    DATABASE.watch({ look: () => whyAway(databaseUrl), log, fields: { database: nameOf(databaseUrl) } }),
  ];
  if (redisUrl !== null) {
    const { host } = new URL(redisUrl);
    ends.push(REDIS.watch({ look: () => whyRedisIsAway(redisUrl), log, fields: { redis: host } }));
  }
  return () => ends.forEach((end) => end());
}

/** Waits again if the database goes away in the middle; every migration is a transaction. */
async function migrateInTheEnd(
  databaseUrl: string,
  { config, log, room }: { config: Readonly<Config>; log: Log; room: WaitingRoom },
): Promise<void> {
  for (;;) {
    room.reason = 'The service is starting: its tables are brought up to date.';
    try {
      return await migrate(databaseUrl, SCHEMA, config.redisUrl === null ? migrateQueue : null);
    } catch (error) {
      if (!isDatabaseUnavailable(error)) throw error;
      log.warn({ err: error }, 'the database went away during the start');
      room.reason = tellUnreachable(error);
      await room.open();
      await pause(BEFORE_NEXT_TRY_MS);
      await waitInRoom(databaseUrl, log, room);
    }
  }
}

async function findDatabase(
  config: Readonly<Config>,
  log: Log,
  room: WaitingRoom,
): Promise<Pick<LaidFoundation, 'databaseUrl' | 'databaseTrouble' | 'stop'>> {
  if (config.databaseUrl === null) {
    const say = (message: string, fields: object = {}) => log.info({ ...fields }, message);
    const warn = (message: string, fields: object = {}) => log.error({ ...fields }, message);
    room.reason = 'The embedded PostgreSQL is starting.';
    const embedded = await startEmbeddedPostgres({ dataDir: config.dataDir, log: say, warn });
    return { databaseUrl: embedded.url, databaseTrouble: embedded.trouble, stop: () => embedded.stop() };
  }
  await waitInRoom(config.databaseUrl, log, room);
  return { databaseUrl: config.databaseUrl, databaseTrouble: () => null, stop: () => Promise.resolve() };
}

/** @throws if the room's port is taken: a process that waits must be seen to wait */
async function waitInRoom(databaseUrl: string, log: Log, room: WaitingRoom): Promise<void> {
  const given = new AbortController();
  await waitForDatabase(databaseUrl, {
    log: (message, fields) => log.info({ ...fields }, message),
    onFailure: (failure) => {
      room.reason = tellUnreachable(failure);
      room.open().catch((error: unknown) => given.abort(error));
    },
    signal: given.signal,
  });
}

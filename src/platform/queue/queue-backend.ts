import { setTimeout as pause } from 'node:timers/promises';
import {
  createIORedisClient,
  type QueueOptions,
  RedisConnection,
  runMigrations,
  setDefaultBackendFactory,
  type WorkerOptions,
} from 'bullmq';
import pg from 'pg';
import { bareHost } from '../bare-host.js';
import { sessionsWith } from '../database/session.js';
import { nameOf } from '../database/sql.js';
import { SteadyClient } from '../database/steady-client.js';
import { createSteadyBackend } from './steady-backend.js';
import { SteadyRedis } from './steady-redis.js';

const BULLMQ_SCHEMA = 'bullmq';

/** PostgreSQL connections of all queues and workers of a process; each worker keeps one to listen. */
const POSTGRES_POOL_SIZE = 16;
/** How long a queue waits for a connection on a busy machine; while the database is away, it fails sooner. */
const CONNECT_TIMEOUT_MS = 20_000;
/** How long a stop waits for statements of a database that does not answer. */
const END_WITHIN_MS = 1_000;

/** Where jobs wait. */
export interface QueueBackend {
  /** For every queue and worker. */
  options: QueueOptions;
  /** Ends the shared connections. Call it after the last queue or worker is closed, and before the database is. */
  close(): Promise<void>;
}

/**
 * Uses Redis if there is a URL, else PostgreSQL.
 *
 * @nestjs/bullmq has no argument for the backend, so this sets BullMQ's process-wide default. Call it before the first
 * queue is constructed.
 */
export function openQueueBackend(urls: { databaseUrl: string; redisUrl: string | null }): QueueBackend {
  const defaultJobOptions = { attempts: 1, removeOnComplete: true, removeOnFail: true };
  if (urls.redisUrl !== null) {
    setDefaultBackendFactory();
    RedisConnection.clientFactory = (options) => createIORedisClient(new SteadyRedis(options));
    const connection = redisConnection(new URL(urls.redisUrl));
    return { options: { connection, defaultJobOptions }, close: () => Promise.resolve() };
  }
  setDefaultBackendFactory(createSteadyBackend);
  const connection = postgresPool(urls.databaseUrl);
  return { options: { connection, defaultJobOptions }, close: () => endPool(connection) };
}

/** Errors of its connections no longer matter, such as the database closing them. */
async function endPool(pool: pg.Pool): Promise<void> {
  pool.removeAllListeners('error').on('error', () => undefined);
  await Promise.race([pool.end(), pause(END_WITHIN_MS, undefined, { ref: false })]);
}

/**
 * Our own pool, because BullMQ's cannot be given steady clients.
 *
 * Commits do not wait for the disk: jobs are hints, and those that a database crash loses are sent again.
 */
function postgresPool(connectionString: string): pg.Pool {
  return new PreparingPool({
    connectionString,
    Client: SteadyClient,
    max: POSTGRES_POOL_SIZE,
    keepAlive: true,
    application_name: 'postroom queue',
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    onConnect: sessionsWith({ search_path: BULLMQ_SCHEMA, synchronous_commit: 'off' }),
  });
}

/** Names BullMQ's statements: without names, each connection would parse and plan them anew for every job. */
class PreparingPool extends pg.Pool {
  override query = ((text: string, values?: unknown[]) =>
    super.query(values === undefined ? text : { name: nameOf(text), text, values })) as pg.Pool['query'];
}

/** Creates or updates BullMQ's tables, for a queue in PostgreSQL. */
export async function migrateQueue(client: pg.Client): Promise<void> {
  await runMigrations(client, BULLMQ_SCHEMA);
}

/**
 * For every worker. A failed claim is tried again after a quarter of a second (BullMQ: 15 s), so that work goes on at
 * once when the database is back. Stalls matter little: the relay sends a lost job again.
 */
export const WORKER_OPTIONS = {
  runRetryDelay: 250,
  lockDuration: 60_000,
  stalledInterval: 30_000,
  maxStalledCount: 3,
} satisfies Partial<WorkerOptions>;

function redisConnection(url: URL): QueueOptions['connection'] {
  return {
    host: bareHost(url.hostname),
    port: Number(url.port || 6379),
    ...(url.username && { username: decodeURIComponent(url.username) }),
    ...(url.password && { password: decodeURIComponent(url.password) }),
    ...(url.pathname.length > 1 && { db: Number(url.pathname.slice(1)) }),
    ...(url.protocol === 'rediss:' && { tls: {} }),
    maxRetriesPerRequest: null,
  };
}

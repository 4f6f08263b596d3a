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

/** Connections of all queues and workers of a process on PostgreSQL; each worker keeps one to listen. */
const POSTGRES_POOL_SIZE = 16;
/** How long a queue waits for a connection on a busy machine; while the database is away it fails sooner. */
const CONNECT_TIMEOUT_MS = 20_000;
/** At a stop, for a statement under way whose database does not answer. */
const END_WITHIN_MS = 1_000;

/** Where jobs wait. */
export interface QueueBackend {
  /** Of every queue and worker. */
  options: QueueOptions;
  /** Ends what queues and workers share. Call it after the last of them is closed, and before the database is. */
  close(): Promise<void>;
}

/**
 * Redis when there is a URL, else PostgreSQL.
 *
 * @nestjs/bullmq has no argument for the backend, so BullMQ's process-wide default is set here: before the first queue is
 * constructed.
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

/** What its connections say from here on concerns nobody: that the database dismisses them, most of all. */
async function endPool(pool: pg.Pool): Promise<void> {
  pool.removeAllListeners('error').on('error', () => undefined);
  await Promise.race([pool.end(), pause(END_WITHIN_MS, undefined, { ref: false })]);
}

/**
 * A pool of ours, because BullMQ's own cannot be given steady clients.
 *
 * A commit does not wait for the disk: jobs are hints, and what a crash of the database forgets of them is sent again.
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

/** BullMQ gives its statements no names; so each connection would parse and plan them anew for every job. */
class PreparingPool extends pg.Pool {
  override query = ((text: string, values?: unknown[]) =>
    super.query(values === undefined ? text : { name: nameOf(text), text, values })) as pg.Pool['query'];
}

/** BullMQ's own tables, when the queue lives in PostgreSQL. */
export async function migrateQueue(client: pg.Client): Promise<void> {
  await runMigrations(client, BULLMQ_SCHEMA);
}

/**
 * For every worker. A failed claim is tried again after a quarter of a second (BullMQ: 15 s), so that work goes on at once when
 * the database is back. Stalls matter little: a job that is lost is sent again from the inbox.
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

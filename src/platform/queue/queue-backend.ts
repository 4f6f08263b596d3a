import {
  type createPostgresBackend,
  createIORedisClient,
  type QueueOptions,
  RedisConnection,
  runMigrations,
  setDefaultBackendFactory,
  type WorkerOptions,
} from 'bullmq';
import pg from 'pg';
import { SteadyClient } from '../database/steady-client.js';
import { createBackendForSmallBulks } from './small-bulks.js';
import { SteadyRedis } from './steady-redis.js';

const BULLMQ_SCHEMA = 'bullmq';

/** Connections of all queues and workers of a process on PostgreSQL; each worker keeps one to listen. */
const POSTGRES_POOL_SIZE = 16;
/** How long a queue waits for a connection on a busy machine; while the database is away it fails sooner. */
const CONNECT_TIMEOUT_MS = 20_000;

/**
 * Connection of every queue and worker: Redis when there is a URL, else PostgreSQL.
 *
 * @nestjs/bullmq has no argument for the backend, so BullMQ's process-wide default is set here. It must run before the
 * first queue is constructed; the module calls it in its async factory.
 */
export function queueOptions(urls: { databaseUrl: string; redisUrl: string | null }): QueueOptions {
  const defaultJobOptions = { attempts: 1, removeOnComplete: true, removeOnFail: true };
  if (urls.redisUrl !== null) {
    setDefaultBackendFactory();
    RedisConnection.clientFactory = (options) => createIORedisClient(new SteadyRedis(options));
    return { connection: redisConnection(new URL(urls.redisUrl)), defaultJobOptions };
  }
  setDefaultBackendFactory(createSteadyBackend);
  return { connection: postgresPool(urls.databaseUrl), defaultJobOptions };
}

/**
 * BullMQ looks once whether its tables are there, before its first statement. When the database goes away in that moment,
 * it fails every statement from then on, for as long as the process lives, and its workers try again without a pause, so
 * that nothing else in the process gets a turn. This process has just made the tables (`migrateQueue`): there is nothing to
 * look for, and each statement fails or succeeds for itself.
 */
const createSteadyBackend: typeof createPostgresBackend = (...settings) => {
  const backend = createBackendForSmallBulks(...settings);
  backend.connection.waitUntilReady = () => Promise.resolve();
  return backend;
};

/**
 * A pool of ours, because BullMQ's own cannot be given steady clients. Lives as long as the process.
 *
 * A commit does not wait for the disk: jobs are hints, and what a crash of the database forgets of them is sent again.
 */
function postgresPool(connectionString: string): pg.Pool {
  return new pg.Pool({
    connectionString,
    Client: SteadyClient,
    max: POSTGRES_POOL_SIZE,
    keepAlive: true,
    application_name: 'postroom queue',
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    options: `-c search_path=${BULLMQ_SCHEMA} -c synchronous_commit=off`,
  });
}

/** BullMQ's own tables, when the queue lives in PostgreSQL. */
export async function migrateQueue(client: pg.Client): Promise<void> {
  await runMigrations(client, BULLMQ_SCHEMA);
}

/**
 * For every worker. A failed claim is tried again after a second (BullMQ: 15), so that work goes on at once when the
 * database is back. Stalls matter little: a job that is lost is sent again from the inbox.
 */
export const WORKER_OPTIONS = {
  runRetryDelay: 1_000,
  lockDuration: 60_000,
  stalledInterval: 30_000,
  maxStalledCount: 3,
} satisfies Partial<WorkerOptions>;

function redisConnection(url: URL): QueueOptions['connection'] {
  return {
    host: url.hostname,
    port: Number(url.port || 6379),
    ...(url.username && { username: decodeURIComponent(url.username) }),
    ...(url.password && { password: decodeURIComponent(url.password) }),
    ...(url.pathname.length > 1 && { db: Number(url.pathname.slice(1)) }),
    ...(url.protocol === 'rediss:' && { tls: {} }),
    maxRetriesPerRequest: null,
  };
}

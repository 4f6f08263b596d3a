import {
  createPostgresBackend,
  type QueueOptions,
  runMigrations,
  setDefaultBackendFactory,
  type WorkerOptions,
} from 'bullmq';
import type pg from 'pg';

const BULLMQ_SCHEMA = 'bullmq';

/** Connections of one queue or worker on PostgreSQL, beside its LISTEN connection. */
const POSTGRES_POOL_SIZE = 4;

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
    return { connection: redisConnection(new URL(urls.redisUrl)), defaultJobOptions };
  }
  setDefaultBackendFactory(createPostgresBackend);
  const connection = { connectionString: urls.databaseUrl, schema: BULLMQ_SCHEMA, max: POSTGRES_POOL_SIZE };
  return { connection, defaultJobOptions };
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

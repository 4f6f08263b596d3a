import { stat } from 'node:fs/promises';
import { Redis } from 'ioredis';
import { DataSource } from 'typeorm';
import { openBlobStore, storagePlace } from '../../platform/blobs/open-blob-store.js';
import { orNull } from '../../platform/blobs/or-null.js';
import type { Config } from '../../platform/config/config.js';
import { dataSourceOptions } from '../../platform/database/data-source.js';
import { findRunningServer } from '../../platform/database/embedded/running-server.js';
import { findUnfitness, FITNESS, type Fitness } from '../../platform/database/fitness.js';
import { findSharing } from '../../platform/database/sharing.js';
import { IS_READ_ONLY, READ_ONLY } from '../../platform/database/writable.js';
import { SCHEMA } from '../../schema.js';
import { findOtherVersion } from '../other-version.js';
import { type Check, fail, ok, warn } from './finding.js';

/** Far below the 300 s by which a signed time may differ, so that the warning comes before mail is refused. */
const MAX_SKEW_MS = 10_000;

/** Opens the service's database for one look; the embedded one is there only while the service runs. */
async function withDatabase<T>(config: Config, use: (database: DataSource | null) => Promise<T>): Promise<T> {
  const url = config.databaseUrl ?? findRunningServer(config.dataDir);
  if (url === null) return use(null);
  const database = await new DataSource(dataSourceOptions(url, SCHEMA, 1)).initialize();
  try {
    return await use(database);
  } finally {
    await database.destroy();
  }
}

/** The embedded server has none in front of it. */
const findPooler = ({ databaseUrl }: Config) => (databaseUrl === null ? null : findSharing(databaseUrl));

const NOT_RUNNING = warn('The embedded PostgreSQL does not run.', 'Start the service, and ask again.');

export const databaseCheck: Check = {
  about: 'database',
  ifUnreachable: 'Check DATABASE_URL, and that the server runs.',
  look: (config) =>
    withDatabase(config, async (database) => {
      if (database === null) return NOT_RUNNING;
      const before = Date.now();
      const [row] = await database.query<(Fitness & { now: Date; is_read_only: boolean })[]>(
        `SELECT clock_timestamp() AS now, (${IS_READ_ONLY}) AS is_read_only, fitness.* FROM (${FITNESS}) AS fitness`,
      );
      const unfitness = findUnfitness(row!) ?? (await findPooler(config));
      if (unfitness !== null) return fail(unfitness.reason, unfitness.advice);
      if (row!.is_read_only) return fail(READ_ONLY, 'Let DATABASE_URL lead to the primary.');
      const skewMs = Math.round((before + Date.now()) / 2 - row!.now.getTime());
      if (Math.abs(skewMs) > MAX_SKEW_MS) {
        return fail(`Its clock differs from ours by ${skewMs} ms.`, 'Synchronise both clocks (NTP).');
      }
      const other = await findOtherVersion(database);
      if (other !== null) return (other.isNewer ? fail : warn)(other.seen, other.advice);
      return ok(`PostgreSQL ${row!.version}, its clock differs from ours by ${skewMs} ms.`);
    }),
};

export const eventsCheck: Check = {
  about: 'events',
  ifUnreachable: 'See database.',
  look: (config) =>
    withDatabase(config, async (database) => {
      if (database === null) return NOT_RUNNING;
      const rows = await database.query<{ status: string; events: number; codes: string }[]>(
        `SELECT status, count(*)::int AS events, string_agg(DISTINCT last_error->>'code', ', ') AS codes
         FROM inbox_events WHERE status IN ('parked', 'failed') GROUP BY status ORDER BY status`,
      );
      if (rows.length === 0) return ok('None is parked or failed.');
      const seen = rows.map(({ status, events, codes }) => `${events} ${status} (${codes})`).join(', ');
      return warn(`${seen}.`, 'Settle the cause and replay them: POST /v1/events/replay.');
    }),
};

export const queueCheck: Check = {
  about: 'queue',
  ifUnreachable: 'Check REDIS_URL, and that the server runs; where it is not set, see database.',
  async look(config) {
    if (config.redisUrl !== null) return lookAtRedis(config.redisUrl);
    return withDatabase(config, async (database) => {
      if (database === null) return NOT_RUNNING;
      const [row] = await database.query<{ found: boolean }[]>(
        "SELECT to_regnamespace('bullmq') IS NOT NULL AS found",
      );
      if (row!.found) return ok('BullMQ on PostgreSQL.');
      return warn('The queue has no tables yet.', 'Start the service: it makes them.');
    });
  },
};

async function lookAtRedis(url: string) {
  const redis = new Redis(url, { lazyConnect: true, maxRetriesPerRequest: 1, retryStrategy: () => null });
  // a rejection only says "Connection is closed."; only the event says that the numbered database does not exist
  let why: Error | null = null;
  redis.on('error', (error) => (why ??= error));
  try {
    await redis.connect().catch((error: unknown) => {
      throw why ?? error;
    });
    const info = await redis.info();
    return why === null ? judgeRedis(info) : refusedBy(why);
  } catch (error) {
    if ((error as Error).name === 'ReplyError') return refusedBy(error as Error);
    throw error;
  } finally {
    redis.disconnect();
  }
}

/** Redis's answers contain no secret. */
const refusedBy = ({ message }: Error) =>
  fail(
    `Redis refuses us: ${message.replace(/\.$/, '')}.`,
    'Check user, password and number of the database in REDIS_URL.',
  );

function judgeRedis(info: string) {
  const [version, policy] = ['redis_version', 'maxmemory_policy'].map(
    (name) => new RegExp(`^${name}:(\\S+)`, 'm').exec(info)?.[1],
  );
  const seen = `BullMQ on Redis ${version ?? 'of unknown version'}`;
  if (policy === undefined || policy === 'noeviction') return ok(`${seen}.`);
  return warn(
    `${seen}, which throws jobs away when it is full (${policy}).`,
    'Set maxmemory-policy to noeviction.',
  );
}

export const storageCheck: Check = {
  about: 'storage',
  ifUnreachable: 'Check STORAGE_URL, its credentials and rights, and that there is room.',
  async look(config) {
    const place = storagePlace(config);
    // a folder made here might belong to another account than the service's
    if (!place.startsWith('s3:') && (await orNull(stat(place))) === null) {
      return warn(`${place} is not there yet.`, 'Start the service: it makes the folder.');
    }
    const store = await openBlobStore(config, null);
    await store.check();
    return ok(`${place} can be written.`);
  },
};

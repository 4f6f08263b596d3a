import { runMigrations, createPostgresBackend, Queue, setDefaultBackendFactory, Worker } from 'bullmq';
import pg from 'pg';
import { ratio } from './support/figures.mjs';
import { Postgres } from './support/postgres.mjs';
import { Redis } from './support/redis.mjs';

const JOBS = 2_000;
const BULK = 200;
/** Concurrent adds, each of one job. */
const ADDERS = 32;
const CONCURRENCY = 8;

/** Jobs a second of BullMQ alone, on both of its stores: shows why webhooks are queued in bulk. */
export async function queue() {
  const postgres = await Postgres.start();
  const redis = await Redis.start();
  try {
    const onPostgres = await measure(await postgresQueue(postgres));
    setDefaultBackendFactory();
    const onRedis = await measure({ connection: { port: redis.port, maxRetriesPerRequest: null } });
    return { rows: [...rowsOf('PostgreSQL', onPostgres), ...rowsOf('Redis', onRedis)] };
  } finally {
    await Promise.all([postgres.stop(), redis.stop()]);
  }
}

async function postgresQueue(postgres) {
  const connectionString = await postgres.createDatabase('queue');
  const client = new pg.Client({ connectionString });
  await client.connect();
  await runMigrations(client, 'bullmq');
  await client.end();
  setDefaultBackendFactory(createPostgresBackend);
  return { connection: { connectionString, schema: 'bullmq', max: 16 } };
}

async function measure(options) {
  const jobs = new Queue('measured', { ...options, defaultJobOptions: { removeOnComplete: true } });
  await jobs.waitUntilReady();
  const one = (n) => ({ name: 'job', data: { event_id: String(n) } });
  const single = await perSecond(JOBS, async () => {
    let n = 0;
    const adder = async () => {
      while ((n += 1) <= JOBS) await jobs.add('job', one(n).data);
    };
    await Promise.all(Array.from({ length: ADDERS }, adder));
  });
  const bulk = await perSecond(JOBS, async () => {
    for (let n = 0; n < JOBS; n += BULK)
      await jobs.addBulk(Array.from({ length: BULK }, (_job, i) => one(n + i)));
  });
  const worked = await perSecond(2 * JOBS, () => workAll(options, 2 * JOBS));
  await jobs.close();
  return { single, bulk, worked };
}

async function workAll(options, count) {
  let left = count;
  let finish;
  const finished = new Promise((resolve) => (finish = resolve));
  const worker = new Worker('measured', async () => (left -= 1) === 0 && finish(), {
    ...options,
    concurrency: CONCURRENCY,
  });
  await finished;
  await worker.close();
}

async function perSecond(count, work) {
  const since = performance.now();
  await work();
  return Math.round(count / ((performance.now() - since) / 1000));
}

const rowsOf = (store, { single, bulk, worked }) => [
  [`${store}: add, one by one, ${ADDERS} at once, jobs/s`, single],
  [`${store}: add, ${BULK} at once, jobs/s`, bulk],
  [`${store}: bulk ÷ one by one`, ratio(bulk / single)],
  [`${store}: empty jobs worked through, ${CONCURRENCY} at once, jobs/s`, worked],
];

import { resolve } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { createDatabase, query, redisDatabase } from '../support/databases.js';
import { eventually } from '../support/eventually.js';
import { plainMail } from '../support/mails.js';
import { Service } from '../support/service.js';
import { signed } from '../support/sign.js';

/** A server that can be killed and comes back on the same port (`bench/support/postgres.mjs`, `redis.mjs`). */
interface Server {
  url: string;
  createDatabase(name: string): Promise<string>;
  crash(): Promise<void>;
  spawn(): Promise<void>;
  stop(): Promise<void>;
}

/** A line of a log. */
interface Line {
  level: string;
  msg: string;
  [field: string]: unknown;
}

async function start(file: string, name: string): Promise<Server> {
  const module = (await import(resolve(__dirname, '../../bench/support', file))) as Record<
    string,
    { start(): Promise<Server> }
  >;
  return module[name]!.start();
}

let server: Server | undefined;
let services: Service[] = [];
afterEach(async () => {
  for (const service of services) await service.stop();
  await server?.stop();
  [server, services] = [undefined, []];
});

const linesOf = ({ program }: Service): Line[] =>
  program.lines.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line) as Line);
const said = (service: Service, msg: string): Line[] => linesOf(service).filter((line) => line.msg === msg);
/** Lines that need attention. */
const loud = (service: Service): Line[] =>
  linesOf(service).filter(({ level }) => !['info', 'debug'].includes(level));
const saysSo = (msg: string) =>
  eventually(async () =>
    Promise.resolve(services.every((service) => said(service, msg).length > 0) ? true : null),
  );
/** Resolves when this many parts of the process have failed. */
const failedParts = (service: Service, parts: number) =>
  eventually(async () => {
    const names = new Set(said(service, 'outage').map(({ what }) => what));
    return Promise.resolve(names.size >= parts ? true : null);
  });

const metricsOf = async (service: Service): Promise<string> =>
  (await service.call('GET', '/metrics', { key: null })).bytes.toString();
const alarmsOf = async (service: Service): Promise<string[]> => {
  const { body } = await service.call('GET', '/health/ready', { key: null });
  return body.alarms.map(({ code }: { code: string }) => code);
};

async function expectToRecover(api: Service): Promise<void> {
  const headers = { 'content-type': 'message/rfc822' };
  const { body } = await api.call('POST', '/v1/inbound', { raw: plainMail(), headers });
  expect(await api.ended(body.event_id)).toMatchObject({ status: 'processed' });
}

const onRedis = process.env.REDIS_URL ? it : it.skip;

describe('an outage is logged by each process when it begins and when it ends', () => {
  it('of the database', async () => {
    server = await start('postgres.mjs', 'Postgres');
    const DATABASE_URL = await server.createDatabase('outage');
    const api = await Service.start({ role: 'api', env: { DATABASE_URL, LOG_LEVEL: 'debug' } });
    const worker = await Service.start({ role: 'worker', beside: api });
    services = [worker, api];
    await expectToRecover(api);

    await server.crash();
    await saysSo('the database is away');
    await failedParts(worker, 6);
    const raw = '{"type":"email.opened"}';
    for (let n = 0; n < 3; n += 1) {
      const { status } = await api.call('POST', '/webhooks/resend', {
        raw,
        headers: signed(raw),
        key: null,
      });
      expect(status).toBe(503);
      await api.call('GET', '/health/ready', { key: null });
    }
    // an unreadable gauge must not be 0
    const unread = await metricsOf(api);
    expect(unread).toContain('metrics_failed{metric="inbox_oldest_pending_seconds"} 1');
    expect(unread).not.toMatch(/^(inbox_oldest_pending_seconds|inbox_events|reconcile_\w+)\S* /m);
    await server.spawn();
    await saysSo('the database is back');
    await expectToRecover(api);

    for (const service of services) {
      expect(loud(service)).toEqual([
        expect.objectContaining({
          level: 'error',
          msg: 'the database is away',
          reason: expect.stringMatching(/./),
        }),
      ]);
      const [away] = said(service, 'the database is away');
      expect(String(away!.database)).toMatch(/^postroom@127\.0\.0\.1:\d+\/outage$/);
      const back = said(service, 'the database is back');
      expect(back).toEqual([expect.objectContaining({ level: 'info', ms: expect.any(Number) })]);
    }
    expect(await metricsOf(api)).toContain('webhook_answers_total{source="resend",status="503"} 3');
  });

  it('of a database that accepts no writes, such as a standby; readiness says so too', async () => {
    const service = await Service.start();
    services = [service];
    await expectToRecover(service);
    const name = new URL(service.databaseUrl).pathname.slice(1);
    // in one statement: a connection made in between would see the new setting and still be ended
    const change = (setting: string) =>
      query(
        process.env.TEST_DATABASE_URL!,
        `DO $$ BEGIN
           ALTER DATABASE ${name} ${setting};
           COMMIT;
           PERFORM pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '${name}';
         END $$`,
      );
    await change('SET default_transaction_read_only = on');
    await saysSo('the database is away');
    const { status, body } = await service.call('GET', '/health/ready', { key: null });
    const detail = 'The database is read-only (a standby?): nothing can be stored.';
    expect([status, body.checks.database]).toEqual([503, { ok: false, detail }]);
    await change('RESET default_transaction_read_only');
    await saysSo('the database is back');
    await expectToRecover(service);
    expect(said(service, 'the database is away')).toEqual([expect.objectContaining({ reason: detail })]);
  });

  onRedis('of Redis', async () => {
    server = await start('redis.mjs', 'Redis');
    const env = { DATABASE_URL: await createDatabase(), REDIS_URL: server.url, LOG_LEVEL: 'debug' };
    const service = await Service.start({ env });
    services = [service];
    await expectToRecover(service);

    await server.crash();
    await saysSo('Redis is away');
    await failedParts(service, 3);
    await eventually(async () => ((await alarmsOf(service)).includes('queue_away') ? true : null));
    await server.spawn();
    await saysSo('Redis is back');
    await eventually(async () => ((await alarmsOf(service)).includes('queue_away') ? null : true));
    await expectToRecover(service);

    expect(loud(service)).toEqual([
      expect.objectContaining({ level: 'error', msg: 'Redis is away', reason: expect.any(String) }),
    ]);
    expect(said(service, 'Redis is back')).toHaveLength(1);
  });
});

onRedis('jobs that Redis hands out while the database is away are not used up', async () => {
  server = await start('postgres.mjs', 'Postgres');
  const env = { DATABASE_URL: await server.createDatabase('outage'), REDIS_URL: await redisDatabase() };
  const service = await Service.start({ env });
  services = [service];
  const { Queue } = await import('bullmq');
  const { Redis } = await import('ioredis');
  const redis = new Redis(env.REDIS_URL!, { maxRetriesPerRequest: null });
  const queue = new Queue('receiving', { connection: redis });
  try {
    await queue.pause();
    const ids: string[] = [];
    for (let n = 0; n < 60; n += 1) {
      const { body } = await service.call('POST', '/v1/inbound', {
        raw: plainMail(),
        headers: { 'content-type': 'message/rfc822' },
      });
      ids.push(body.event_id);
    }
    await eventually(async () => ((await queue.getWaitingCount()) > 20 ? true : null));
    await server.crash();
    await saysSo('the database is away');
    await queue.resume();
    await eventually(async () => ((await queue.getActiveCount()) > 0 ? true : null));
    await server.spawn();
    for (const id of ids) expect(await service.ended(id)).toMatchObject({ status: 'processed' });
    const told = await redis.xrange(queue.toKey('events'), '-', '+');
    expect(told.filter(([, fields]) => fields.includes('failed'))).toEqual([]);
  } finally {
    await queue.close();
    redis.disconnect();
  }
});

describe('one broken connection is not an outage', () => {
  it('and logs nothing that needs attention', async () => {
    const service = await Service.start();
    services = [service];
    await expectToRecover(service);
    await service.sql(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND state = 'idle' AND pid <> pg_backend_pid() LIMIT 1`,
    );
    await expectToRecover(service);
    expect(said(service, 'the database is away')).toEqual([]);
  });
});

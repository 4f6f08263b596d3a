import { resolve } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { createDatabase } from './support/databases.js';
import { eventually } from './support/eventually.js';
import { plainMail } from './support/mails.js';
import { Service } from './support/service.js';
import { signed } from './support/sign.js';

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
  const module = (await import(resolve(__dirname, '../bench/support', file))) as Record<
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
/** What somebody should look at. */
const loud = (service: Service): Line[] =>
  linesOf(service).filter(({ level }) => !['info', 'debug'].includes(level));
const saysSo = (msg: string) =>
  eventually(async () =>
    Promise.resolve(services.every((service) => said(service, msg).length > 0) ? true : null),
  );
/** So many parts of the process have failed meanwhile. */
const failedParts = (service: Service, parts: number) =>
  eventually(async () => {
    const names = new Set(said(service, 'outage').map(({ what }) => what));
    return Promise.resolve(names.size >= parts ? true : null);
  });

async function expectToRecover(api: Service): Promise<void> {
  const headers = { 'content-type': 'message/rfc822' };
  const { body } = await api.call('POST', '/v1/inbound', { raw: plainMail(), headers });
  expect(await api.ended(body.event_id)).toMatchObject({ status: 'processed' });
}

describe('an outage is logged twice by each process, when it begins and when it is over', () => {
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
    const metrics = (await api.call('GET', '/metrics', { key: null })).bytes.toString();
    expect(metrics).toContain('webhook_answers_total{source="resend",status="503"} 3');
  }, 120_000);

  const onRedis = process.env.REDIS_URL ? it : it.skip;
  onRedis(
    'of Redis',
    async () => {
      server = await start('redis.mjs', 'Redis');
      const env = { DATABASE_URL: await createDatabase(), REDIS_URL: server.url, LOG_LEVEL: 'debug' };
      const service = await Service.start({ env });
      services = [service];
      await expectToRecover(service);

      await server.crash();
      await saysSo('Redis is away');
      await failedParts(service, 3);
      await server.spawn();
      await saysSo('Redis is back');
      await expectToRecover(service);

      expect(loud(service)).toEqual([
        expect.objectContaining({ level: 'error', msg: 'Redis is away', reason: expect.any(String) }),
      ]);
      expect(said(service, 'Redis is back')).toHaveLength(1);
    },
    120_000,
  );
});

describe('one connection that breaks is no outage', () => {
  it('and nothing is logged that somebody should look at', async () => {
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

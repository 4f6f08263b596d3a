import { afterEach, expect, it } from '@jest/globals';
import { createMigratedDatabase, query } from './support/databases.js';
import { eventually } from './support/eventually.js';
import { plainMail } from './support/mails.js';
import { Service } from './support/service.js';
import { signed } from './support/sign.js';
import { WireOfFew } from './support/wire-of-few.js';

let service: Service | undefined;
let wire: WireOfFew | undefined;
afterEach(async () => {
  await service?.stop();
  wire?.remove();
  service = wire = undefined;
});

/** Workers ask for jobs every five seconds. Other code that would notice looks only twice a minute. */
const SOON_MS = 20_000;

/** The log line of a worker that can take no jobs. */
const workerTold = () =>
  service!.program.lines.find((line) => /"what":"receiving worker"/.test(line)) ?? null;

// on Redis the queue needs no database connections
(process.env.REDIS_URL ? it.skip : it)(
  'a worker that cannot get its job connection, although others have theirs, says so and tries again later',
  async () => {
    wire = await new WireOfFew('postroom queue').before(await createMigratedDatabase());
    service = await Service.start({ env: { DATABASE_URL: wire.databaseUrl } });
    wire.shut();
    const told = JSON.parse(await eventually(() => Promise.resolve(workerTold()), SOON_MS));
    expect(told).toMatchObject({ level: 'error', msg: 'outage', err: { code: '53300' } });
    const { body } = await service.call('POST', '/v1/inbound', {
      raw: plainMail(),
      headers: { 'content-type': 'message/rfc822' },
    });
    wire.open();
    expect((await service.ended(body.event_id)).status).toBe('processed');
  },
);

it('a server that no longer lets us in is an outage: providers are told to retry, and no error is ours', async () => {
  const database = new URL(await createMigratedDatabase());
  const name = database.pathname.slice(1);
  const asOwner = (sql: string) => query(process.env.TEST_DATABASE_URL!, sql);
  const changePassword = async (to: string) => {
    await asOwner(`ALTER ROLE "${name}" PASSWORD '${to}'`);
    await asOwner(`SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE usename = '${name}'`);
  };
  await query(database.href, `CREATE ROLE "${name}" LOGIN SUPERUSER PASSWORD 'before'`);
  service = await Service.start({
    env: { DATABASE_URL: Object.assign(database, { username: name, password: 'before' }).href },
  });
  await changePassword('after');
  const raw = '{"type":"email.opened"}';
  const push = () =>
    service!.call('POST', '/webhooks/resend', { raw, headers: signed(raw), key: null, isRandom: true });
  const refused = await eventually(async () => {
    const answers = [await push(), await service!.call('GET', '/v1/tickets')];
    return answers.every(({ status }) => status !== 200) ? answers : null;
  });
  const detail = expect.stringContaining('(28P01: the user name or password is wrong)');
  for (const answer of refused) {
    expect(answer).toMatchObject({
      status: 503,
      body: { type: '/problems/database-unavailable', detail },
    });
  }
  await changePassword('before');
  await eventually(async () => ((await push()).status === 200 ? true : null));
  const loud = service.program.lines.filter((line) => line.startsWith('{"level":"error"'));
  expect(loud.map((line) => JSON.parse(line))).toEqual([
    expect.objectContaining({
      msg: 'the database is away',
      reason: 'the user name or password is wrong',
    }),
  ]);
});

import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { request } from 'node:http';
import { afterEach, describe, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.js';
import { plainMail } from '../support/mails.js';
import { ADMIN_KEY, Service } from '../support/service.js';
import { signed } from '../support/sign.js';
import { Simulator } from '../support/simulator.js';

const MAILS = 20;

/** Exit status of a stop within ten seconds; a longer one aborts itself with status 1. */
const IN_TIME = 0;

let simulator: Simulator | undefined;
const running: Service[] = [];

async function start(...args: Parameters<typeof Service.start>): Promise<Service> {
  const service = await Service.start(...args);
  running.push(service);
  return service;
}

afterEach(async () => {
  await Promise.all(running.splice(0).map((service) => service.stop()));
  await simulator?.stop();
  simulator = undefined;
});

/** Every mail is one ticket with one message. */
async function expectNothingLostNothingDoubled(service: Service, mails: number): Promise<void> {
  await service.settled();
  const states = await service.sql('SELECT status, count(*)::int AS n FROM inbox_events GROUP BY status');
  expect(states).toEqual([{ status: 'processed', n: mails }]);
  expect([await service.count('messages'), await service.count('tickets')]).toEqual([mails, mails]);
}

describe('no mail is lost or filed twice', () => {
  it('when the worker is killed during its work', async () => {
    simulator = await Simulator.start();
    const api = await start({ env: simulator.env, role: 'api' });
    const worker = await start({ env: simulator.env, role: 'worker', beside: api });
    await simulator.announceTo(api);
    await simulator.fault({ kind: 'latency', latency_ms: 3000, count: 8, path: '/emails/receiving/' });
    for (let n = 0; n < MAILS; n += 1) await simulator.deliver(plainMail());
    await eventually(async () => {
      const [row] = await api.sql("SELECT 1 AS busy FROM inbox_events WHERE status = 'processing'");
      return row ?? null;
    });
    await worker.program.stop('SIGKILL');
    expect(await api.count('messages')).toBeLessThan(MAILS);

    await start({ env: simulator.env, role: 'worker', beside: api });
    await expectNothingLostNothingDoubled(api, MAILS);
  });

  it('when all database connections are cut repeatedly while mail comes in', async () => {
    simulator = await Simulator.start();
    const service = await start({ env: simulator.env });
    await simulator.announceTo(service);
    await simulator.control('POST', '/clock', { body: { live: true } });
    for (let n = 0; n < MAILS; n += 1) {
      const cut = () =>
        service.sql(
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = current_database() AND pid <> pg_backend_pid()`,
        );
      await Promise.all([
        simulator.control('POST', '/inbound', { raw: plainMail() }),
        n % 4 === 0 ? cut() : null,
      ]);
    }
    await eventually(async () => {
      await simulator!.control('POST', '/clock', { body: { advance_s: 300 } }); // the provider's next attempts
      return (await service.count('inbox_events')) === MAILS ? true : null;
    });
    await expectNothingLostNothingDoubled(service, MAILS);
    expect(service.program.isRunning).toBe(true);
  });

  it('when the service is stopped while processing mail, and started again', async () => {
    simulator = await Simulator.start();
    const first = await start({ env: simulator.env });
    await simulator.announceTo(first);
    await simulator.fault({ kind: 'latency', latency_ms: 1500, count: 4, path: '/emails/receiving/' });
    for (let n = 0; n < MAILS; n += 1) await simulator.deliver(plainMail());
    expect(await first.program.stop('SIGTERM')).toBe(IN_TIME);

    const second = await start({ env: simulator.env, beside: first });
    await expectNothingLostNothingDoubled(second, MAILS);
  });

  it('when the service is stopped during a storm of webhooks: whatever was answered 200 is stored', async () => {
    const api = await start({ role: 'api' });
    const answered: string[] = [];
    let isOver = false;
    const sender = async () => {
      while (!isOver) {
        const id = `msg_${randomUUID()}`;
        const body = JSON.stringify({ type: 'email.opened', created_at: new Date().toISOString(), data: {} });
        const request = { method: 'POST', headers: signed(body, { id }), body };
        // the provider retries if the service no longer answers
        const response = await fetch(`${api.url}/webhooks/resend`, request).catch(() => null);
        if (response?.status === 200) answered.push(id);
        isOver ||= response === null;
      }
    };
    const senders = Array.from({ length: 16 }, sender);
    await eventually(() => Promise.resolve(answered.length > 200 ? true : null));
    expect(await api.program.stop('SIGTERM')).toBe(IN_TIME);
    await Promise.all(senders);
    const rows = await api.sql('SELECT delivery_id FROM inbox_events');
    const stored = new Set(rows.map(({ delivery_id: id }) => id));
    expect(answered.filter((id) => !stored.has(id))).toEqual([]);
  });

  it('when the service is stopped while a client is sending: it ends cleanly within ten seconds', async () => {
    const api = await start({ role: 'api' });
    const upload = request(`${api.url}/v1/inbound`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${ADMIN_KEY}`,
        'content-type': 'message/rfc822',
        'content-length': 1_000_000,
        expect: '100-continue', // its answer says that the request is in progress
      },
    });
    upload.flushHeaders();
    await once(upload, 'continue');
    const cut = once(upload, 'error');
    upload.write(plainMail());
    expect(await api.program.stop('SIGTERM')).toBe(IN_TIME);
    expect(await cut).toMatchObject([{ code: expect.stringMatching(/^(ECONNRESET|EPIPE)$/) }]);
    expect(await api.count('inbox_events')).toBe(0);
  });

  it('when the service is stopped while the provider hangs: it ends within ten seconds and releases the mail', async () => {
    simulator = await Simulator.start();
    const api = await start({ env: simulator.env, role: 'api' });
    const worker = await start({ env: simulator.env, role: 'worker', beside: api });
    await simulator.announceTo(api);
    await simulator.fault({ kind: 'latency', latency_ms: 25_000, count: 3, path: '/emails/receiving/' });
    for (let n = 0; n < 3; n += 1) await simulator.deliver(plainMail());
    await eventually(async () => {
      const [row] = await api.sql(
        'SELECT 1 WHERE (SELECT count(*) FROM inbox_events WHERE attempts > 0) = 3',
      );
      return row ?? null;
    });
    expect(await worker.program.stop('SIGTERM')).toBe(IN_TIME);
    const states = await api.sql(
      "SELECT status, attempts, lease_token, last_error->>'code' AS code FROM inbox_events",
    );
    const givenBack = { status: 'received', attempts: 0, lease_token: null, code: 'service_stopped' };
    expect(states).toEqual([givenBack, givenBack, givenBack]);

    await simulator.control('DELETE', '/faults');
    await start({ env: simulator.env, role: 'worker', beside: api });
    await expectNothingLostNothingDoubled(api, 3);
  });

  (process.env.REDIS_URL ? it : it.skip)('when Redis forgets everything', async () => {
    simulator = await Simulator.start();
    const api = await start({ env: simulator.env, role: 'api' });
    await simulator.announceTo(api);
    for (let n = 0; n < MAILS; n += 1) await simulator.deliver(plainMail());
    const { Redis } = await import('ioredis');
    const redis = new Redis(api.env.REDIS_URL!);
    await redis.flushdb();
    redis.disconnect();
    await start({ env: simulator.env, role: 'worker', beside: api });
    await expectNothingLostNothingDoubled(api, MAILS);
  });
});

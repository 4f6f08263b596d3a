import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { plainMail } from './support/mails.js';
import { reconcile } from './support/reconcile.js';
import { Service } from './support/service.js';
import { Simulator } from './support/simulator.js';
import { TriggerGate } from './support/trigger-gate.js';

const HOUR_S = 3600;

let simulator: Simulator;
let service: Service;
beforeAll(async () => {
  simulator = await Simulator.start();
});
afterAll(() => simulator?.stop());
beforeEach(async () => {
  service = await Service.start({ env: simulator.env });
  await simulator.announceTo(service);
  await simulator.control('POST', '/plan', { body: { rate_limit: 1000 } });
});
afterEach(async () => {
  await service?.stop();
  await simulator.control('POST', '/reset', { body: {} });
});

const today = () => new Date().toISOString().slice(0, 10);

const silent = (query: Record<string, string> = {}) =>
  simulator.deliver(plainMail(), { webhook: 'false', ...query });

const ledger = async () => (await service.get('/v1/ledger?source=resend')).data;

describe('a reconcile', () => {
  it('finds each of 500 mails whose webhooks were lost in a 28 h outage', async () => {
    const start = Date.now() - 27.9 * HOUR_S * 1000;
    await simulator.control('POST', '/clock', { body: { now: new Date(start).toISOString() } });
    for (let n = 0; n < 500; n += 1) {
      await simulator.control('POST', '/inbound?webhook=false', { raw: plainMail() });
      if (n % 100 === 99) await simulator.control('POST', '/clock', { body: { advance_s: 5.5 * HOUR_S } });
    }
    await simulator.control('POST', '/clock', { body: { now: new Date().toISOString() } });
    expect(await reconcile(service)).toMatchObject({ source: 'resend', status: 'done', last_error: null });
    await service.settled();

    expect([await service.count('messages'), await service.count('tickets')]).toEqual([500, 500]);
    const days = await ledger();
    const sum = (member: string) =>
      days.reduce((total: number, day: Record<string, number>) => total + day[member]!, 0);
    expect(['received', 'processed', 'mails', 'listed', 'missing', 'healed'].map(sum)).toEqual(
      Array(6).fill(500),
    );
    expect(days.map((day: { proven: boolean }) => day.proven)).toEqual(days.map(() => true));
  });

  it('leaves alone mail that webhooks announced, and counts it once however often it looks', async () => {
    for (let n = 0; n < 5; n += 1) await simulator.deliver(plainMail());
    await service.settled();
    await reconcile(service);
    await reconcile(service);
    const counts = { received: 5, processed: 5, mails: 5, listed: 5, missing: 0, healed: 0, proven: true };
    expect(await ledger()).toMatchObject([{ source: 'resend', day: today(), ...counts }]);
    expect(await service.count('tickets')).toBe(5);
  });

  it('makes one ticket when the webhook comes after all', async () => {
    await simulator.fault({ kind: 'hold', hold_s: 600 });
    await simulator.deliver(plainMail());
    await reconcile(service);
    await service.settled();
    await simulator.control('POST', '/clock', { body: { advance_s: 601 } });
    await simulator.idle();
    await service.settled();
    expect(await service.count('inbox_events')).toBe(2);
    expect([await service.count('messages'), await service.count('tickets')]).toEqual([1, 1]);
  });

  it('reads all pages to the end although new mail shifts them and pages come short', async () => {
    for (let n = 0; n < 250; n += 1)
      await simulator.control('POST', '/inbound?webhook=false', { raw: plainMail() });
    await simulator.fault(
      { kind: 'short_page', count: 2, path: '/emails/receiving' },
      { kind: 'latency', latency_ms: 150, count: null, path: '/emails/receiving' },
    );
    const done = reconcile(service);
    for (let n = 0; n < 20; n += 1)
      await simulator.control('POST', '/inbound?webhook=false', { raw: plainMail() });
    await done;
    await simulator.control('DELETE', '/faults');
    await reconcile(service);
    await service.settled();
    expect([await service.count('inbox_events'), await service.count('tickets')]).toEqual([270, 270]);
    expect(await ledger()).toMatchObject([{ listed: 270, missing: 270, healed: 270, proven: true }]);
  });

  it('tries again after the provider failed, and says why it failed', async () => {
    await silent();
    await simulator.fault({ kind: 'http_error', status: 500, count: null, path: '/emails/receiving' });
    expect(await reconcile(service)).toMatchObject({
      status: 'failed',
      last_error: { code: 'provider_unavailable' },
    });
    expect(await ledger()).toEqual([]);
    await simulator.control('DELETE', '/faults');
    expect(await reconcile(service)).toMatchObject({ status: 'done', last_error: null });
    expect(await service.count('inbox_events')).toBe(1);
  });

  it('starts again at once if it was requested while it was failing', async () => {
    await reconcile(service);
    const ending = await TriggerGate.at(service, 1, 'BEFORE UPDATE OF last_error ON reconciles');
    await ending.shut();
    await simulator.fault({ kind: 'http_error', status: 500, count: null, path: '/emails/receiving' });
    await service.call('POST', '/v1/ledger/reconcile');
    await ending.reached();
    await service.call('POST', '/v1/ledger/reconcile');
    await ending.open();
    await ending.shut(); // waits until it has failed, and stops the next one at its end
    const [state] = await service.sql(
      "SELECT last_error->>'code' AS code, due_at <= finished_at AS is_due FROM reconciles",
    );
    expect(state).toEqual({ code: 'provider_unavailable', is_due: true });
    await ending.end();
  });

  it('brings in older mail if asked to look further back', async () => {
    const longAgo = new Date(Date.now() - 10 * 24 * HOUR_S * 1000);
    await simulator.control('POST', '/clock', { body: { now: longAgo.toISOString() } });
    await silent();
    await simulator.control('POST', '/clock', { body: { now: new Date().toISOString() } });
    await reconcile(service);
    expect(await service.count('inbox_events')).toBe(0); // long before the first start
    await reconcile(service, { since: new Date(longAgo.getTime() - 1000).toISOString() });
    expect(await service.count('inbox_events')).toBe(1);
    expect(await ledger()).toMatchObject([
      { day: longAgo.toISOString().slice(0, 10), listed: 1, missing: 1 },
    ]);
  });
});

describe('the ledger', () => {
  it('shows a day that no reconcile has covered as unproven', async () => {
    await simulator.emit({ type: 'email.opened', to: ['ann@customer.example'] });
    expect(await ledger()).toMatchObject([
      { received: 1, ignored: 1, pending: 0, mails: 0, listed: null, missing: null, proven: null },
    ]);
  });

  it('refuses invalid requests and callers without a key', async () => {
    const refusal = async (method: string, path: string, request = {}) =>
      (await service.call(method, path, request)).status;
    expect(await refusal('GET', '/v1/ledger?since=yesterday')).toBe(422);
    expect(await refusal('GET', '/v1/ledger?cursor=x')).toBe(422);
    expect(await refusal('POST', '/v1/ledger/reconcile', { body: { since: 'once' } })).toBe(422);
    expect(await refusal('GET', '/v1/ledger', { key: null })).toBe(401);
    expect(await refusal('POST', '/v1/ledger/reconcile', { key: null })).toBe(401);
  });
});

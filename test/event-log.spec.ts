import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { plainMail } from './support/mails.js';
import { reconcile } from './support/reconcile.js';
import { Service } from './support/service.js';
import { Simulator } from './support/simulator.js';
import { TriggerGate } from './support/trigger-gate.js';

const FETCHED = 'GET /webhooks/:webhookId/events/:eventId';
const LISTED = 'GET /webhooks/:webhookId/events';
/** Number of events emitted at the same time. */
const AT_ONCE = 20;

jest.setTimeout(180_000);

let simulator: Simulator;
let service: Service;
beforeAll(async () => {
  simulator = await Simulator.start();
});
afterAll(() => simulator?.stop());
beforeEach(async () => {
  service = await Service.start({ env: simulator.env });
  await simulator.announceTo(service);
  await simulator.control('POST', '/plan', { body: { rate_limit: 100_000 } });
  await service.reconciled(); // the reconcile after the start; no other starts by itself
});
afterEach(async () => {
  await service?.stop();
  await simulator.control('POST', '/reset', { body: {} });
});

/** From now on no webhook is delivered; the log shows `failed`. */
const outage = () => simulator.fault({ kind: 'drop', count: null });

async function emitAll(count: number, type: string, name: string): Promise<void> {
  const left = Array.from({ length: count }, (_, n) => `${name}-${n}@customer.example`);
  while (left.length > 0) {
    const some = left.splice(0, AT_ONCE);
    await Promise.all(some.map((address) => simulator.emit({ type, to: [address], origin: 'bounce' })));
  }
}

const calls = async (route: string) => (await simulator.stats()).calls[route] ?? 0;

const sumOfDays = async (member: string) => {
  const { data } = await service.get('/v1/ledger?source=resend');
  return data.reduce((total: number, day: Record<string, number>) => total + day[member]!, 0);
};

const everything = async () => ({
  events: await service.count('inbox_events'),
  tickets: await service.count('tickets'),
  messages: await service.count('messages'),
  suppressions: await service.count('suppressions'),
  evidence: await service.count('suppression_evidence'),
  reports: await service.count('delivery_events'),
});

describe('a reconcile with the log of our webhook', () => {
  it('brings in what an outage kept from us: 200 events and 20 mails, each once', async () => {
    await outage();
    await emitAll(60, 'email.bounced', 'bounced');
    await emitAll(60, 'email.complained', 'complained');
    await emitAll(60, 'email.delivered', 'delivered');
    await emitAll(20, 'suppression.added', 'listed');
    for (let n = 0; n < 20; n += 1) await simulator.deliver(plainMail());
    expect(await reconcile(service)).toMatchObject({
      status: 'done',
      event_log: { status: 'done', gone: 0, failing_since: null, last_error: null },
    });
    await service.settled();

    const first = await everything();
    expect(first).toMatchObject({ events: 220, tickets: 20, messages: 20, suppressions: 140 });
    expect(await calls(FETCHED)).toBe(200); // mail has its own list, which takes a hundredth of the calls
    expect([await sumOfDays('received'), await sumOfDays('missing'), await sumOfDays('healed')]).toEqual([
      220, 220, 220,
    ]);
    const states = await service.sql('SELECT status, count(*)::int AS n FROM inbox_events GROUP BY status');
    expect(states).toEqual([{ status: 'processed', n: 220 }]);

    await reconcile(service);
    await service.settled();
    expect(await everything()).toEqual(first);
    expect(await calls(FETCHED)).toBe(200);
  });

  it('leaves alone what webhooks brought and what has no effect', async () => {
    await emitAll(3, 'email.bounced', 'bounced');
    await service.settled();
    await outage();
    await emitAll(3, 'email.opened', 'opened');
    await reconcile(service);
    expect(await calls(FETCHED)).toBe(0);
    expect(await service.count('inbox_events')).toBe(3);
    expect(await sumOfDays('missing')).toBe(0);
  });

  it('treats a late delivery and a replay by hand as duplicates', async () => {
    await simulator.fault({ kind: 'hold', hold_s: 600 });
    const [eventId] = (await simulator.emit({ type: 'email.bounced', to: ['gone@customer.example'] }))
      .event_ids;
    await reconcile(service);
    await service.settled();
    const before = await everything();
    expect(before).toMatchObject({ events: 1, suppressions: 1 });

    await simulator.control('POST', '/clock', { body: { advance_s: 601 } });
    await simulator.idle();
    const log = `/webhooks/${await simulator.webhookId()}/events/${eventId}`;
    await simulator.ask('POST', `${log}/replay`);
    await simulator.idle();
    const { data: attempts } = await simulator.ask('GET', `${log}/attempts`);
    expect(attempts.map(({ response }: { response: string }) => JSON.parse(response).duplicate)).toEqual([
      true,
      true,
    ]);
    await service.settled();
    expect(await everything()).toEqual(before);
    expect((await service.get('/v1/events')).data[0]).toMatchObject({
      delivery_id: eventId,
      type: 'email.bounced',
      status: 'processed',
    });
  });

  it('continues where the last round ended and asks for no event twice', async () => {
    await outage();
    await emitAll(600, 'email.bounced', 'bounced');
    expect(await reconcile(service)).toMatchObject({ event_log: { status: 'done' } });
    await service.settled();
    expect(await everything()).toMatchObject({ events: 600, suppressions: 600 });
    expect(await calls(FETCHED)).toBe(600);
    expect(await calls(LISTED)).toBeLessThan(20);
  });

  it('brings in mail while the list of received mail fails, and the list then files nothing again', async () => {
    await outage();
    for (let n = 0; n < 3; n += 1) await simulator.deliver(plainMail());
    await simulator.fault({ kind: 'http_error', status: 500, count: null, path: '/emails/receiving' });
    expect(await reconcile(service)).toMatchObject({ status: 'failed', event_log: { status: 'done' } });
    expect(await calls(FETCHED)).toBe(3);
    await simulator.control('DELETE', '/faults');
    await service.settled();
    const before = await everything();
    expect(before).toMatchObject({ events: 3, tickets: 3, messages: 3 });
    expect(await reconcile(service)).toMatchObject({ status: 'done', event_log: { status: 'done' } });
    await service.settled();
    expect(await everything()).toEqual(before);
    expect([await sumOfDays('mails'), await sumOfDays('listed'), await sumOfDays('healed')]).toEqual([
      3, 3, 3,
    ]);
  });

  it('reads what was logged while the webhook was disabled', async () => {
    await simulator.control('POST', '/plan', { body: { log_while_disabled: true } });
    await simulator.ask('PATCH', `/webhooks/${await simulator.webhookId()}`, { status: 'disabled' });
    await emitAll(5, 'email.bounced', 'bounced');
    await reconcile(service);
    await service.settled();
    expect(await everything()).toMatchObject({ events: 5, suppressions: 5 });
  });

  it('looks further back when it is asked to', async () => {
    const longAgo = new Date(Date.now() - 10 * 24 * 3600 * 1000);
    await outage();
    await simulator.control('POST', '/clock', { body: { now: longAgo.toISOString() } });
    await emitAll(2, 'email.bounced', 'bounced');
    await simulator.control('POST', '/clock', { body: { now: new Date().toISOString() } });
    await reconcile(service);
    expect(await service.count('inbox_events')).toBe(0); // long before the first start
    await reconcile(service, { since: new Date(longAgo.getTime() - 1000).toISOString() });
    await service.settled();
    expect(await service.count('suppressions')).toBe(2);
    expect(await sumOfDays('healed')).toBe(2);
  });

  it('counts an event once if two processes bring it in at once after a lease ran out', async () => {
    const insert = await TriggerGate.at(service, 1, 'BEFORE INSERT ON inbox_events FOR EACH ROW');
    const other = await Service.start({ beside: service, role: 'worker', env: simulator.env });
    try {
      await outage();
      await emitAll(1, 'email.bounced', 'bounced');
      await insert.shut();
      await service.call('POST', '/v1/ledger/reconcile', { body: {} });
      await insert.reached();
      await service.sql("UPDATE reconciles SET lease_until = now() - interval '1 second', due_at = now()");
      await insert.reached(2);
      await insert.open();
      await service.settled();
      await service.reconciled();
      expect([await sumOfDays('received'), await sumOfDays('missing'), await sumOfDays('healed')]).toEqual([
        1, 1, 1,
      ]);
    } finally {
      await other.program.stop();
      await insert.end();
    }
  });
});

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { eventually } from './support/eventually.js';
import { plainMail } from './support/mails.js';
import { reconcile } from './support/reconcile.js';
import { Service, WEBHOOK_SECRET } from './support/service.js';
import { Simulator } from './support/simulator.js';

const NOT_PERMITTED = {
  kind: 'http_error',
  status: 401,
  name: 'restricted_api_key',
  count: null,
  path: '/webhooks',
};

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
  await simulator.fault({ kind: 'drop', count: null });
});
afterEach(async () => {
  await service?.stop();
  await simulator.control('POST', '/reset', { body: {} });
});

/** Bounces whose webhooks never came; returns the paths of their log entries, oldest first. */
async function missed(bounces: number): Promise<string[]> {
  const log = `/webhooks/${await simulator.webhookId()}/events`;
  const paths: string[] = [];
  for (let n = 0; n < bounces; n += 1) {
    const { event_ids } = await simulator.emit({ type: 'email.bounced', to: [`b${n}@customer.example`] });
    paths.push(`${log}/${event_ids[0]}`);
  }
  return paths;
}

/** Makes what was missed an hour old, so that it no longer counts as recent. */
async function anHourAgo<T>(what: () => Promise<T>): Promise<T> {
  const at = (ms: number) =>
    simulator.control('POST', '/clock', { body: { now: new Date(ms).toISOString() } });
  await at(Date.now() - 3600 * 1000);
  const done = await what();
  await at(Date.now());
  return done;
}

const suppressions = async () => {
  await service.settled();
  return service.count('suppressions');
};

/** The event log's state, once it has this status. */
const logSays = (status: string) =>
  eventually(async () => {
    const { event_log } = (await service.get('/v1/ledger/reconcile')).data[0];
    return event_log?.status === status ? event_log : null;
  });

describe('the log of our webhook', () => {
  it('is left alone if the key may not read it: visibly, but without an error', async () => {
    await missed(1);
    await simulator.fault(NOT_PERMITTED);
    await simulator.deliver(plainMail());
    const state = { status: 'not_permitted', failing_since: null, last_error: null };
    expect(await reconcile(service)).toMatchObject({ status: 'done', last_error: null, event_log: state });
    await service.settled();
    expect([await service.count('tickets'), await service.count('suppressions')]).toEqual([1, 0]);

    await simulator.control('DELETE', '/faults');
    expect(await reconcile(service)).toMatchObject({ event_log: { status: 'done' } });
    expect(await suppressions()).toBe(1);
  });

  it('is left alone if no webhook leads to us, or if two might', async () => {
    await simulator.ask('PATCH', `/webhooks/${await simulator.webhookId()}`, {
      endpoint: 'https://shop.example.com/hooks',
    });
    expect(await reconcile(service)).toMatchObject({ event_log: { status: 'not_registered' } });
    for (const host of ['one', 'two'])
      await simulator.control('POST', '/webhooks', {
        body: { endpoint: `http://${host}.example/webhooks/resend`, secret: WEBHOOK_SECRET },
      });
    expect(await reconcile(service)).toMatchObject({ event_log: { status: 'ambiguous' } });
  });

  it('is read on after a 429 from the event that was refused', async () => {
    const paths = await missed(5);
    await simulator.fault({ kind: 'rate_limited', retry_after_s: 1, path: paths[2] });
    await reconcile(service);
    await logSays('done');
    expect(await suppressions()).toBe(5);
    expect((await simulator.stats()).calls['GET /webhooks/:webhookId/events/:eventId']).toBe(6);
  });

  it('may have lost an event that it listed: that one is counted, and the others are brought in', async () => {
    const paths = await anHourAgo(() => missed(5));
    await simulator.fault({ kind: 'not_found', count: null, path: paths[2] });
    expect(await reconcile(service)).toMatchObject({ event_log: { status: 'done', gone: 1 } });
    expect(await suppressions()).toBe(4);
  });

  it('may list an event before it can be fetched: it is asked for again', async () => {
    const paths = await missed(3);
    await simulator.fault({ kind: 'not_found', count: null, path: paths[1] });
    const refused = { status: 'failed', gone: 0, last_error: { code: 'events_left_out' } };
    expect(await reconcile(service)).toMatchObject({ status: 'done', event_log: refused });
    expect(await suppressions()).toBe(2);
    await simulator.control('DELETE', '/faults');
    expect(await reconcile(service)).toMatchObject({ event_log: { status: 'done', gone: 0 } });
    expect(await suppressions()).toBe(3);
  });

  it('delays nothing else if events answer 500, HTML, invalid JSON or not at all', async () => {
    const paths = await missed(9);
    const { proven_until } = await logSays('done');
    await simulator.fault({ kind: 'http_error', status: 500, count: null, path: paths[1] });
    await simulator.fault({ kind: 'http_error', status: 502, count: null, path: paths[3] });
    await simulator.fault({ kind: 'socket_reset', count: null, path: paths[5] });
    await simulator.fault({ kind: 'non_json', count: null, path: paths[7] });
    expect(await reconcile(service)).toMatchObject({
      status: 'done',
      event_log: { status: 'failed', proven_until, last_error: { code: 'events_left_out' } },
    });
    expect(await suppressions()).toBe(5);
    await simulator.control('DELETE', '/faults');
    expect(await reconcile(service)).toMatchObject({ event_log: { status: 'done', failing_since: null } });
    expect(await suppressions()).toBe(9);
  });

  it.each([
    ['an event', (path: string) => ({ kind: 'http_error', status: 500, count: null, path })],
    ['the log', () => ({ kind: 'http_error', status: 500, count: null, path: '/webhooks' })],
  ])('is read as far back as requested, even after %s was unavailable', async (_what, faultOf) => {
    const [path] = await anHourAgo(() => missed(1));
    await simulator.fault(faultOf(path!));
    expect(await reconcile(service)).toMatchObject({ status: 'done', event_log: { status: 'failed' } });
    await simulator.control('DELETE', '/faults');
    await service.sql('UPDATE reconciles SET due_at = now()');
    await logSays('done');
    expect(await suppressions()).toBe(1);
  });

  it('is given up for a while if it cannot be read, and says since when', async () => {
    await missed(5);
    const log = `/webhooks/${await simulator.webhookId()}/events`;
    await simulator.fault({ kind: 'http_error', status: 500, count: null, path: log });
    const { event_log } = await reconcile(service);
    expect(event_log).toMatchObject({ status: 'failed', last_error: { code: 'provider_unavailable' } });
    expect(Date.parse(event_log.failing_since)).not.toBeNaN();
    const metrics = (await service.call('GET', '/metrics', { key: null })).bytes.toString();
    expect(metrics).toContain('reconcile_failing{source="resend",of="events"} 1');
    expect(metrics).toContain('reconcile_failing{source="resend",of="mail"} 0');
  });
});

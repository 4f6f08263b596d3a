import { afterEach, describe, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.js';
import { makeMailbox } from '../support/mailboxes.js';
import { plainMail } from '../support/mails.js';
import { ok, Receiver } from '../support/receiver.js';
import { Service, WEBHOOK_SECRET } from '../support/service.js';
import { Simulator } from '../support/simulator.js';

/** Exit status of a stop that ends within ten seconds. A longer one cuts itself off with 1. */
const IN_TIME = 0;

const GRANTED = { 'x-envelope-to': 'desk@desk.example' };

let simulator: Simulator;
let receiver: Receiver;
const running: Service[] = [];

async function start(...args: Parameters<typeof Service.start>): Promise<Service> {
  const service = await Service.start(...args);
  running.push(service);
  return service;
}

afterEach(async () => {
  await Promise.all(running.splice(0).map((service) => service.stop()));
  await Promise.all([receiver?.stop(), simulator?.stop()]);
});

/** A service that is told of received mail, and tells the receiver of new tickets. */
async function connected(): Promise<Service> {
  [simulator, receiver] = [await Simulator.start(), await Receiver.start()];
  const service = await start({ env: { ...simulator.env, OUTBOUND_ALLOWED_HOSTS: receiver.host } });
  const endpoint = { endpoint: `${service.url}/webhooks/resend`, secret: WEBHOOK_SECRET };
  await simulator.control('POST', '/webhooks', { body: { ...endpoint, events: ['email.received'] } });
  await makeMailbox(service, { name: 'Desk', address: 'desk@desk.example' });
  await service.call('POST', '/v1/webhooks', { body: { url: receiver.url, events: ['ticket.created'] } });
  return service;
}

const hooksTold = () => receiver.requests.map(({ headers }) => headers['webhook-id']);

const sent = async () => ((await simulator.control('GET', '/sent')) as { data: unknown[] }).data;

/** Waits until the query finds a row. */
const seen = (service: Service, sql: string) => eventually(async () => (await service.sql(sql))[0] ?? null);

describe('a stop', () => {
  it('does not wait for a hanging provider or receiver: the next process does the work that it gives back, once', async () => {
    const first = await connected();
    receiver.behave = () => undefined;
    const { outcome } = await first.handIn(plainMail({ to: 'desk@desk.example' }), GRANTED);
    await simulator.fault({ kind: 'latency', latency_ms: 15_000, count: null, path: '/emails' });
    const reply = await first.call('POST', `/v1/tickets/${outcome.ticket_id}/replies`, {
      body: { text: 'It is on its way.' },
    });
    await simulator.deliver(plainMail());
    await seen(first, "SELECT 1 FROM inbox_events WHERE status = 'processing'");
    await eventually(async () => ((await sent()).length === 1 && hooksTold().length === 1 ? true : null));

    expect(await first.program.stop('SIGTERM')).toBe(IN_TIME);
    expect(await first.sql('SELECT status, lease_token FROM inbox_events ORDER BY received_at')).toEqual([
      { status: 'processed', lease_token: null },
      { status: 'received', lease_token: null },
    ]);
    expect(await first.sql('SELECT state, open_attempts, lease_token FROM outbound_mails')).toEqual([
      { state: 'queued', open_attempts: 1, lease_token: null },
    ]);
    expect(await first.sql('SELECT status, attempts, lease_token FROM webhook_deliveries')).toEqual([
      { status: 'pending', attempts: 0, lease_token: null },
    ]);

    await simulator.control('DELETE', '/faults');
    receiver.behave = ok;
    const second = await start({ beside: first });
    await second.settled();
    await seen(second, "SELECT 1 FROM outbound_mails WHERE state = 'done'");
    await seen(
      second,
      "SELECT 1 WHERE (SELECT count(*) FROM webhook_deliveries WHERE status = 'delivered') = 2",
    );
    expect(await second.get(`/v1/messages/${reply.body.id}`)).toMatchObject({ delivery: { status: 'sent' } });
    expect(await sent()).toHaveLength(1);
    expect(new Set(hooksTold()).size).toBe(2);
    expect(hooksTold()).toHaveLength(3); // the abandoned one came again
    expect(await second.count('tickets')).toBe(2);
  });

  it('does not wait for a list from the provider either', async () => {
    const first = await connected();
    await first.reconciled();
    await simulator.fault({ kind: 'latency', latency_ms: 15_000, count: null, path: '/' });
    await first.call('POST', '/v1/ledger/reconcile');
    await seen(first, 'SELECT 1 FROM reconciles WHERE lease_until > now()');
    expect(await first.program.stop('SIGTERM')).toBe(IN_TIME);
  });
});

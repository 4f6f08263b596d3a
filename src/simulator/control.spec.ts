import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Resend } from 'resend';
import type { JsonObject } from './json.js';
import { FULL_ACCESS_KEY } from './rest/guard.js';
import { type Simulator, startSimulator } from './server.js';
import { control } from './testing/control.js';
import { type Receiver, startReceiver } from './testing/receiver.js';

const RAW = 'From: Pia <pia@out.test>\r\nTo: b@shop.test\r\nSubject: Lamp\r\n\r\nIt flickers.\r\n';

let simulator: Simulator;
let receiver: Receiver;
let resend: Resend;

beforeEach(async () => {
  simulator = await startSimulator(0, { seed: 21 });
  receiver = await startReceiver();
  resend = new Resend(FULL_ACCESS_KEY, { baseUrl: simulator.url });
  await sim('POST', '/webhooks', { endpoint: receiver.url });
});

afterEach(async () => {
  await simulator.close();
  await receiver.close();
});

function sim(method: string, path: string, body?: JsonObject | string): Promise<JsonObject> {
  return control(simulator.url, method, path, body);
}

async function inbound(query = '', raw = RAW): Promise<JsonObject> {
  const answer = await sim('POST', `/inbound${query}`, raw);
  await sim('GET', '/idle');
  return answer;
}

describe('POST /_sim/inbound', () => {
  it('stores without announcing when asked', async () => {
    const { email_id: id } = await inbound('?webhook=false');
    expect(receiver.received).toEqual([]);
    expect((await resend.emails.receiving.list()).data?.data).toMatchObject([{ id }]);
  });

  it('creates old mails: no raw mail, no authentication, no text', async () => {
    const { email_id: id } = await inbound('?raw=null&authentication=null&no_text=true');
    expect((await resend.emails.receiving.get(id as string)).data).toMatchObject({
      raw: null,
      authentication: null,
      text: null,
    });
  });

  it('drops mail for a domain that does not receive, silently', async () => {
    await sim('POST', '/plan', { receiving_domains: ['in.shop.test'] });
    expect(await inbound()).toMatchObject({ email_id: null, event_ids: [], dropped: 'no_receiving_domain' });
    expect(await inbound('?rcpt_to=x@in.shop.test')).toMatchObject({ dropped: null });
    expect(receiver.received).toHaveLength(1);
  });

  it('accepts a mail that cannot be parsed, with its headers only', async () => {
    const answer = await inbound('', `X-Long: ${'a'.repeat(3_000_000)}\r\n${RAW}`);
    expect(answer.parse_error).toMatch(/header size/);
    const { data } = await resend.emails.receiving.get(answer.email_id as string);
    expect(data).toMatchObject({ from: 'pia@out.test', to: ['b@shop.test'], subject: 'Lamp', text: null });
  });

  it('shows headers in lower case, a repeated one as a list, hostile names as plain members', async () => {
    const raw = `Received: a\r\nReceived: b\r\n folded\r\n__proto__: x\r\n${RAW}`;
    const { data } = await resend.emails.receiving.get((await inbound('', raw)).email_id as string);
    expect(data?.headers).toMatchObject({ received: ['a', 'b folded'], from: 'Pia <pia@out.test>' });
    expect(Object.keys(data?.headers ?? {})).toContain('__proto__');
  });

  it.each(['?times=0', '?times=x', '?spf=maybe'])('refuses %s', async (query) => {
    await expect(inbound(query)).rejects.toThrow('422');
  });
});

describe('POST /_sim/events', () => {
  it('sends data as given, under the id and time given', async () => {
    const data = { email_id: 'e', bounce: { type: 'Transient' } };
    const given = { svix_id: 'msg_fixed', created_at: '2026-11-20 10:00:00.678+00', times: 2 };
    expect(await sim('POST', '/events', { type: 'email.bounced', data, ...given })).toEqual({
      event_ids: ['msg_fixed'],
      data,
    });
    await sim('GET', '/idle');
    expect(receiver.received.map(({ headers }) => headers['svix-id'])).toEqual(['msg_fixed', 'msg_fixed']);
    const body = { type: 'email.bounced', created_at: '2026-11-20 10:00:00.678+00', data };
    expect(JSON.parse(receiver.received[0]?.body ?? '')).toEqual(body);
  });

  it.each([
    ['email.complained', { to: ['k@out.test'] }],
    ['email.suppressed', { suppressed: { type: 'OnAccountSuppressionList' } }],
    ['suppression.added', { email: 'k@out.test', origin: 'complaint', source_id: null }],
  ])('makes data for %s', async (type, data) => {
    const answer = await sim('POST', '/events', { type, to: ['k@out.test'], origin: 'complaint' });
    expect(answer.data).toMatchObject(data);
  });
});

describe('POST /_sim/plan', () => {
  it('changes the order of members and the names of headers', async () => {
    await inbound();
    await sim('POST', '/plan', { key_order: 'created_at_first', whitelabel_headers: true });
    await inbound();
    const [first, second] = receiver.received;
    expect(first?.body).toMatch(/^\{"type"/);
    expect(second?.body).toMatch(/^\{"created_at"/);
    expect(second?.headers).toMatchObject({ 'webhook-id': expect.stringMatching(/^msg_[0-9A-Za-z]{27}$/) });
    expect(second?.headers).not.toHaveProperty('svix-id');
  });

  it.each([
    { rate_limit: 'many' },
    { outcomes: { 'a@b.test': 'lost' } },
    { gremlins: true },
    { key_order: 'x' },
  ])('refuses %j and changes nothing', async (changes) => {
    const before = await sim('GET', '/plan');
    await expect(sim('POST', '/plan', { ...changes, jitter: true })).rejects.toThrow('422');
    expect(await sim('GET', '/plan')).toEqual(before);
  });
});

describe('GET /_sim/stats', () => {
  it('counts calls by route, downloads and outcomes', async () => {
    const { email_id: id } = await inbound();
    const { data } = await resend.emails.receiving.get(id as string);
    await fetch(data?.raw?.download_url ?? '');
    expect(await sim('GET', '/stats')).toEqual({
      calls: { 'GET /emails/receiving/:id': 1, 'GET /_cdn/:id/raw': 1 },
      deliveries: { pending: 0, attempting: 0, success: 1, failed: 0 },
      attempts_by_status: { 200: 1 },
      received: 1,
      sent: 0,
    });
  });
});

describe('GET /_sim/idle', () => {
  it('says so if an endpoint does not answer in time', async () => {
    receiver.answer = () => new Promise(() => undefined);
    await sim('POST', '/inbound', RAW);
    const response = await fetch(`${simulator.url}/_sim/idle?timeout_ms=30`);
    expect([response.status, await response.json()]).toEqual([
      504,
      { idle: false, in_flight: 1, planned: 0, held: 0 },
    ]);
  });
});

describe('POST /_sim/reset', () => {
  it('gives the same ids for the same seed, and keeps nothing else', async () => {
    await sim('POST', '/reset', { seed: 1 });
    const first = await inbound();
    await sim('POST', '/clock', { advance_s: 3_600 });
    await sim('POST', '/plan', { rate_limit: 1 });
    await sim('POST', '/reset', { seed: 1 });
    expect((await resend.emails.receiving.list()).data?.data).toEqual([]);
    expect((await sim('GET', '/plan')).rate_limit).toBe(10);
    const askedAt = Date.now();
    const shown = Date.parse((await sim('GET', '/clock')).now as string);
    expect([askedAt <= shown, shown <= Date.now()]).toEqual([true, true]);
    expect((await inbound()).email_id).toBe(first.email_id);
    expect(receiver.received).toEqual([]);
  });

  it('resets the rate limit', async () => {
    await sim('POST', '/plan', { rate_limit: 5 });
    for (let call = 0; call < 5; call += 1) await resend.emails.receiving.list();
    await sim('POST', '/reset');
    await sim('POST', '/plan', { rate_limit: 5 });
    expect((await resend.suppressions.list()).headers?.['ratelimit-remaining']).toBe('4');
  });

  it('keeps the webhooks when asked', async () => {
    await sim('POST', '/reset', { keep_webhooks: true });
    await inbound();
    expect(receiver.received).toHaveLength(1);
  });
});

describe('POST /_sim/reset during an attempt', () => {
  it('cancels the retry', async () => {
    let answerNow = (): void => undefined;
    const asked = new Promise<void>((resolve) => {
      receiver.answer = async () => {
        const released = new Promise<void>((release) => (answerNow = release));
        resolve();
        await released;
        return { status: 500 };
      };
    });
    await sim('POST', '/inbound', RAW);
    await asked;
    await sim('POST', '/reset', { keep_webhooks: true });
    answerNow();
    await sim('POST', '/clock', { advance_s: 100_000 });
    expect(receiver.received).toHaveLength(1);
    expect((await sim('GET', '/deliveries')).data).toEqual([]);
  });
});

describe('live mode', () => {
  it('lets time trigger later events by itself', async () => {
    const delivered = new Promise<void>((resolve) => {
      receiver.answer = () => {
        if (receiver.received.some(({ body }) => body.includes('email.delivered'))) resolve();
        return { status: 200 };
      };
    });
    await sim('POST', '/clock', { live: true });
    const soon = new Date(Date.now() + 100).toISOString();
    await resend.emails.send({
      from: 'a@shop.test',
      to: 'k@out.test',
      subject: 's',
      text: 't',
      scheduledAt: soon,
    });
    await delivered;
    expect((await sim('GET', '/sent')).data).toMatchObject([{ last_event: 'delivered' }]);
  });
});

describe('an unknown control call', () => {
  it('is refused', async () => {
    await expect(sim('GET', '/nothing')).rejects.toThrow('404');
    await expect(sim('DELETE', '/clock')).rejects.toThrow('405');
  });
});

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Resend } from 'resend';
import type { JsonObject } from './json.js';
import { FULL_ACCESS_KEY, SENDING_ACCESS_KEY } from './rest/guard.js';
import { type Simulator, startSimulator } from './server.js';
import { control } from './testing/control.js';
import { type Receiver, startReceiver } from './testing/receiver.js';

const MAIL = { from: 'Shop <hello@shop.test>', to: ['kim@out.test'], subject: 'Receipt', text: 'Thanks.' };

let simulator: Simulator;
let receiver: Receiver;
let resend: Resend;

beforeEach(async () => {
  simulator = await startSimulator(0, { seed: 3 });
  receiver = await startReceiver();
  resend = new Resend(FULL_ACCESS_KEY, { baseUrl: simulator.url });
  await sim('POST', '/webhooks', { endpoint: receiver.url });
  await sim('POST', '/plan', { rate_limit: 1_000 });
});

afterEach(async () => {
  await simulator.close();
  await receiver.close();
});

function sim(method: string, path: string, body?: JsonObject): Promise<JsonObject> {
  return control(simulator.url, method, path, body);
}

async function send(mail: Partial<typeof MAIL> & JsonObject = {}): Promise<string> {
  const { data, error } = await resend.emails.send({ ...MAIL, ...mail });
  if (!data) throw new Error(`not sent: ${error?.name}: ${error?.message}`);
  await sim('GET', '/idle');
  return data.id;
}

/** Events sorted by type, because the order of arrival is not guaranteed. */
function events(): { type: string; data: JsonObject }[] {
  const list = receiver.received.map(({ body }) => JSON.parse(body) as { type: string; data: JsonObject });
  return list.sort((a, b) => a.type.localeCompare(b.type));
}

const types = (): string[] => events().map(({ type }) => type);

describe('what becomes of a sent mail', () => {
  it.each([
    ['kim@out.test', ['email.delivered', 'email.sent'], 'delivered'],
    ['delivered+a@resend.dev', ['email.delivered', 'email.sent'], 'delivered'],
    ['bounced@resend.dev', ['email.bounced', 'email.sent', 'suppression.added'], 'bounced'],
    [
      'complained+x@resend.dev',
      ['email.complained', 'email.delivered', 'email.sent', 'suppression.added'],
      'complained',
    ],
    ['suppressed@resend.dev', ['email.suppressed'], 'suppressed'],
  ])('to %s: %j', async (address, wanted, lastEvent) => {
    const id = await send({ to: [address] });
    expect(types()).toEqual(wanted);
    const { data } = await resend.emails.get(id);
    expect(data).toMatchObject({ object: 'email', last_event: lastEvent, subject: 'Receipt' });
    expect(data?.message_id).toMatch(/^<0100\S+@eu-west-1\.amazonses\.example>$/);
  });

  it('follows the planned outcomes', async () => {
    await sim('POST', '/plan', { outcomes: { 'kim@out.test': 'delivery_delayed' } });
    await send();
    expect(types()).toEqual(['email.delivery_delayed', 'email.sent']);
  });

  it('is reported once per recipient, each time with all of them', async () => {
    await send({ to: ['kim@out.test', 'bounced@resend.dev'] });
    expect(types()).toEqual([
      'email.bounced',
      'email.delivered',
      'email.sent',
      'email.sent',
      'suppression.added',
    ]);
    expect(events()[0]?.data).toMatchObject({
      to: ['kim@out.test', 'bounced@resend.dev'],
      bounce: { type: 'Permanent', subType: 'General' },
    });
  });

  it('is suppressed for an address that bounced before', async () => {
    await send({ to: ['bounced@resend.dev'] });
    receiver.received.length = 0;
    await send({ to: ['Bounced@resend.dev'] });
    expect(types()).toEqual(['email.suppressed']);
  });

  it('keeps threading headers and turns tags into an object', async () => {
    await send({ headers: { 'In-Reply-To': '<a@b.test>' }, tags: [{ name: 'order', value: '7' }] });
    expect(events()[0]?.data).toMatchObject({
      tags: { order: '7' },
      headers: [{ name: 'In-Reply-To', value: '<a@b.test>' }],
    });
  });

  it('waits for its time if it is scheduled, unless it is cancelled', async () => {
    const inAnHour = new Date(Date.now() + 3_600_000).toISOString();
    await send({ scheduledAt: inAnHour });
    const canceled = await send({ scheduledAt: inAnHour });
    await resend.emails.cancel(canceled);
    expect(types()).toEqual(['email.scheduled', 'email.scheduled']);
    await sim('POST', '/clock', { advance_s: 3_700 });
    expect(types()).toEqual(['email.delivered', 'email.scheduled', 'email.scheduled', 'email.sent']);
  });
});

describe('a request that is refused', () => {
  it.each([
    ['without from', { from: undefined }, 422, 'missing_required_field'],
    ['without a recipient', { to: [] }, 422, 'missing_required_field'],
    ['without a body', { text: undefined }, 422, 'missing_required_field'],
    ['with 51 recipients', { to: Array<string>(51).fill('a@b.test') }, 422, 'validation_error'],
    ['with an empty attachment', { attachments: [{ filename: 'a' }] }, 422, 'invalid_attachment'],
  ])('%s', async (_name, change, status, name) => {
    const response = await post('/emails', { ...MAIL, ...change });
    expect([response.status, await response.json()]).toMatchObject([status, { statusCode: status, name }]);
  });

  it('from a domain that is not verified', async () => {
    await sim('POST', '/plan', { sending_domains: ['shop.test'] });
    await send();
    const { error } = await resend.emails.send({ ...MAIL, from: 'a@other.test' });
    expect(error).toMatchObject({ statusCode: 403, name: 'validation_error' });
  });

  it('above the daily quota: received mail is kept but withheld', async () => {
    await sim('POST', '/plan', { daily_quota: 1 });
    await send();
    const { error, headers } = await resend.emails.send(MAIL);
    expect(error).toMatchObject({ statusCode: 429, name: 'daily_quota_exceeded' });
    expect(headers).toMatchObject({ 'x-resend-daily-quota': '1' });

    const raw = 'From: a@out.test\r\nTo: b@shop.test\r\n\r\nhi\r\n';
    const { email_id: id } = await control(simulator.url, 'POST', '/inbound', raw);
    await sim('GET', '/idle');
    expect(types()).toContain('email.received');
    const withheld = await resend.emails.receiving.get(id as string);
    expect(withheld.error).toMatchObject({ statusCode: 403, name: 'email_above_quota' });
    await sim('POST', '/plan', { daily_quota: 100 });
    expect((await resend.emails.receiving.get(id as string)).error).toBeNull();
  });
});

describe('an Idempotency-Key', () => {
  it('gives the first answer again for the same body and refuses a different one', async () => {
    const first = await resend.emails.send(MAIL, { idempotencyKey: 'receipt-7' });
    const again = await resend.emails.send(MAIL, { idempotencyKey: 'receipt-7' });
    expect(again.data).toEqual(first.data);
    const other = await resend.emails.send({ ...MAIL, subject: 'x' }, { idempotencyKey: 'receipt-7' });
    expect(other.error).toMatchObject({ statusCode: 409, name: 'invalid_idempotent_request' });
    expect((await sim('GET', '/sent')).data).toHaveLength(1);
  });

  it('is in use until the first answer is sent', async () => {
    await sim('POST', '/faults', { kind: 'latency', latency_ms: 300, path: '/emails' });
    const slow = resend.emails.send(MAIL, { idempotencyKey: 'k' });
    await taken('POST /emails');
    const second = await resend.emails.send(MAIL, { idempotencyKey: 'k' });
    expect(second.error).toMatchObject({ statusCode: 409, name: 'concurrent_idempotent_requests' });
    expect((await slow).error).toBeNull();
  });

  it('expires after 24 hours, and has at most 256 characters', async () => {
    const first = await resend.emails.send(MAIL, { idempotencyKey: 'k' });
    await sim('POST', '/clock', { advance_s: 86_401 });
    expect((await resend.emails.send(MAIL, { idempotencyKey: 'k' })).data?.id).not.toBe(first.data?.id);
    const long = await resend.emails.send(MAIL, { idempotencyKey: 'k'.repeat(257) });
    expect(long.error).toMatchObject({ statusCode: 400, name: 'invalid_idempotency_key' });
  });
});

describe('a batch', () => {
  const bad = { ...MAIL, to: [] as string[] };

  it('is refused whole when strict', async () => {
    const { error } = await resend.batch.send([MAIL, bad]);
    expect(error).toMatchObject({ statusCode: 422 });
    expect((await sim('GET', '/sent')).data).toEqual([]);
  });

  it('sends what it can when permissive', async () => {
    const { data } = await resend.batch.send([bad, MAIL], { batchValidation: 'permissive' });
    expect(data).toMatchObject({ data: [{ id: expect.any(String) }], errors: [{ index: 0 }] });
  });
});

describe('suppressions', () => {
  it('are added, found by address or id, listed by origin and removed', async () => {
    const { data: added } = await resend.suppressions.add({ email: 'No@out.test' });
    const { data: shown } = await resend.suppressions.get('no@out.test');
    expect(shown).toMatchObject({ object: 'suppression', id: added?.id, origin: 'manual', source_id: null });
    await send({ to: ['bounced@resend.dev'] });
    const { data: bounces } = await resend.suppressions.list({ origin: 'bounce' });
    expect(bounces?.data).toMatchObject([{ email: 'bounced@resend.dev' }]);
    expect((await resend.suppressions.remove(added?.id ?? '')).data?.deleted).toBe(true);
    expect((await resend.suppressions.get('no@out.test')).error?.name).toBe('not_found');
    await sim('GET', '/idle');
    expect(types().filter((type) => type.startsWith('suppression.'))).toEqual([
      'suppression.added',
      'suppression.added',
      'suppression.removed',
    ]);
  });

  it('come and go in batches', async () => {
    await resend.suppressions.batch.add({ emails: ['a@out.test', 'b@out.test'] });
    const { data } = await resend.suppressions.batch.remove({ emails: ['a@out.test', 'unknown@out.test'] });
    expect(data?.data).toMatchObject([{ deleted: true }]);
    expect((await resend.suppressions.list()).data?.data).toMatchObject([{ email: 'b@out.test' }]);
  });
});

describe('forwarding with the SDK', () => {
  it('works with the stored mail', async () => {
    const raw = 'From: a@out.test\r\nTo: b@shop.test\r\nSubject: Lamp\r\n\r\nIt flickers.\r\n';
    const { email_id: emailId } = await control(simulator.url, 'POST', '/inbound', raw);
    const { error } = await resend.emails.receiving.forward({
      emailId: emailId as string,
      from: 'desk@shop.test',
      to: 'kim@out.test',
    });
    expect(error).toBeNull();
    expect((await sim('GET', '/sent')).data).toMatchObject([
      { request: { subject: 'Lamp', to: 'kim@out.test' } },
    ]);
  });
});

describe('a sending key', () => {
  it('sends and does nothing else', async () => {
    const sender = new Resend(SENDING_ACCESS_KEY, { baseUrl: simulator.url });
    const { data } = await sender.emails.send(MAIL);
    expect((await sender.emails.get(data?.id ?? '')).error?.name).toBe('restricted_api_key');
  });
});

function post(path: string, body: JsonObject): Promise<Response> {
  const headers = { authorization: `Bearer ${FULL_ACCESS_KEY}` };
  return fetch(`${simulator.url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
}

/** Polls until a call has come in. */
async function taken(route: string): Promise<void> {
  for (let asked = 0; asked < 200; asked += 1) {
    const { calls } = (await sim('GET', '/stats')) as { calls: Record<string, number> };
    if (calls[route]) return;
  }
  throw new Error(`${route} was not called`);
}

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Resend } from 'resend';
import { Webhook } from 'standardwebhooks';
import { type FAULT_KINDS } from './faults.js';
import type { JsonObject } from './json.js';
import { FULL_ACCESS_KEY } from './rest/guard.js';
import { type Simulator, startSimulator } from './server.js';
import { control } from './testing/control.js';
import { type Receiver, standardHeaders, startReceiver } from './testing/receiver.js';

const SECRET = `whsec_${Buffer.from('fault-simulator-key-24-b').toString('base64')}`;
const RAW = `From: pia@out.test\r\nTo: b@shop.test\r\nSubject: Lamp\r\n\r\n${'It flickers.\r\n'.repeat(50)}`;

let simulator: Simulator;
let receiver: Receiver;
let resend: Resend;

beforeEach(async () => {
  simulator = await startSimulator(0, { seed: 5 });
  receiver = await startReceiver();
  resend = new Resend(FULL_ACCESS_KEY, { baseUrl: simulator.url });
  await sim('POST', '/webhooks', { endpoint: receiver.url, secret: SECRET });
  await sim('POST', '/plan', { rate_limit: 1_000 });
});

afterEach(async () => {
  await simulator.close();
  await receiver.close();
});

function sim(method: string, path: string, body?: JsonObject | string): Promise<JsonObject> {
  return control(simulator.url, method, path, body);
}

const fault = (kind: keyof typeof FAULT_KINDS, members: JsonObject = {}): Promise<JsonObject> =>
  sim('POST', '/faults', { kind, ...members });

async function bounce(): Promise<string> {
  const { event_ids: ids } = await sim('POST', '/events', { type: 'email.bounced', to: ['gone@out.test'] });
  await sim('GET', '/idle');
  return (ids as string[])[0] ?? '';
}

async function inbound(): Promise<string> {
  const { email_id: id } = await sim('POST', '/inbound', RAW);
  await sim('GET', '/idle');
  return id as string;
}

const bodies = (): JsonObject[] => receiver.received.map(({ body }) => JSON.parse(body) as JsonObject);
const ids = (): unknown[] => receiver.received.map(({ headers }) => headers['svix-id']);

function verify(index: number): unknown {
  const delivery = receiver.received[index];
  return new Webhook(SECRET).verify(delivery?.body ?? '', standardHeaders(delivery));
}

describe('a fault of an attempt affects one attempt, not the next one:', () => {
  it.each([
    ['wrong_secret', {}, 'No matching signature found'],
    ['tampered_body', {}, 'No matching signature found'],
    ['missing_header', {}, 'Missing required headers'],
    ['missing_header', { header: 'svix-id' }, 'Missing required headers'],
    ['stale_timestamp', {}, 'Message timestamp too old'],
    ['stale_timestamp', { by_s: -320 }, 'Message timestamp too new'],
  ] as const)('%s %j', async (kind, members, message) => {
    await fault(kind, members);
    receiver.answer = (index) => ({ status: index === 0 ? 401 : 200 });
    await bounce();
    expect(() => verify(0)).toThrow(message);
    await sim('POST', '/clock', { advance_s: 5 });
    expect(verify(1)).toMatchObject({ type: 'email.bounced' });
  });
});

describe('a fault of an event changes its body:', () => {
  const path = (body: JsonObject | undefined, member: string): unknown => (body?.data as JsonObject)[member];

  it.each([
    ['unknown_fields', {}, (body?: JsonObject) => body?.sim_unknown, true],
    ['message_id_absent', {}, (body?: JsonObject) => path(body, 'message_id'), undefined],
    ['null_optional_fields', {}, (body?: JsonObject) => path(body, 'message_id'), null],
    ['missing_optional_fields', {}, (body?: JsonObject) => path(body, 'subject'), undefined],
    ['from_display_name', {}, (body?: JsonObject) => path(body, 'from'), 'Sim Sender <pia@out.test>'],
  ] as const)('%s %j', async (kind, members, read, wanted) => {
    await fault(kind, members);
    await inbound();
    expect(read(bodies()[0])).toEqual(wanted);
    expect(verify(0)).toBeDefined();
  });

  it.each([
    ['millis', /^\d{4}-\d\d-\d\dT[\d:]{8}\.\d{3}Z$/],
    ['offset', /^\d{4}-\d\d-\d\dT[\d:]{8}\.\d{6}\+00:00$/],
    ['postgres', /^\d{4}-\d\d-\d\d [\d:]{8}\.\d{3}\+00$/],
  ])('timestamp_format %s', async (format, pattern) => {
    await fault('timestamp_format', { format });
    await inbound();
    expect(bodies()[0]?.created_at).toMatch(pattern);
    expect(path(bodies()[0], 'created_at')).toMatch(pattern);
  });

  it('bounce_values and diagnostic_code_absent', async () => {
    await fault('bounce_values');
    await fault('diagnostic_code_absent');
    await bounce();
    expect(path(bodies()[0], 'bounce')).toEqual({
      message: expect.any(String),
      type: 'Temporary',
      subType: 'MessageRejected',
    });
  });
});

describe('faults of a delivery', () => {
  it('duplicate: again after success, under the same id', async () => {
    await fault('duplicate', { times: 2 });
    const id = await bounce();
    expect(ids()).toEqual([id, id, id]);
  });

  it('concurrent_duplicate: at the same moment', async () => {
    let waiting = 0;
    let release = (): void => undefined;
    const all = new Promise<void>((resolve) => (release = resolve));
    receiver.answer = async () => {
      waiting += 1;
      if (waiting === 3) release();
      await all;
      return { status: 200 };
    };
    await fault('concurrent_duplicate', { times: 2 });
    const id = await bounce();
    expect(ids()).toEqual([id, id, id]);
  });

  it('reorder: the next event overtakes', async () => {
    await fault('reorder');
    const first = await bounce();
    const second = await bounce();
    expect(ids()).toEqual([second, first]);
  });

  it('hold: first attempt later, with a fresh signature', async () => {
    await fault('hold', { hold_s: 600 });
    await bounce();
    expect(ids()).toEqual([]);
    await sim('POST', '/clock', { advance_s: 601 });
    expect(verify(0)).toMatchObject({ type: 'email.bounced' });
  });

  it('drop: failed without an attempt', async () => {
    await fault('drop', { type: 'email.' });
    await bounce();
    expect(ids()).toEqual([]);
    expect((await sim('GET', '/deliveries')).data).toMatchObject([{ status: 'failed', attempts: [] }]);
  });

  it('extra_event: a type from next year beside it', async () => {
    await fault('extra_event');
    await bounce();
    expect(bodies().map(({ type }) => type)).toEqual(
      expect.arrayContaining(['email.bounced', 'sim.unknown']),
    );
  });
});

describe('faults of the API', () => {
  it.each([
    ['rate_limited', {}, { statusCode: 429, name: 'rate_limit_exceeded' }],
    ['http_error', {}, { statusCode: 500, name: 'application_error' }],
    ['http_error', { status: 502 }, { statusCode: 502, name: 'application_error' }],
    ['http_error', { status: 503 }, { statusCode: 503, name: 'service_unavailable' }],
    ['not_found', {}, { statusCode: 404, name: 'not_found' }],
    ['socket_reset', {}, { statusCode: null, name: 'application_error' }],
    ['non_json', {}, { statusCode: null, name: 'application_error' }],
  ] as const)('%s %j, twice, then whole', async (kind, members, error) => {
    const id = await inbound();
    await fault(kind, { ...members, count: 2, path: '/emails/receiving/' });
    const answers = [];
    for (let call = 0; call < 3; call += 1) answers.push(await resend.emails.receiving.get(id));
    expect(answers).toMatchObject([{ error }, { error }, { error: null, data: { id } }]);
  });

  it('not_found for a while: the webhook was faster than the API', async () => {
    const id = await inbound();
    await fault('not_found', { for_s: 20, path: '/emails/receiving/' });
    expect((await resend.emails.receiving.get(id)).error?.statusCode).toBe(404);
    await sim('POST', '/clock', { advance_s: 21 });
    expect((await resend.emails.receiving.get(id)).data?.id).toBe(id);
  });

  it('socket_reset after: the mail is sent, the caller does not know', async () => {
    await fault('socket_reset', { when: 'after', path: '/emails' });
    const { error } = await resend.emails.send({ from: 'a@b.test', to: 'c@d.test', subject: 's', text: 't' });
    expect(error?.statusCode).toBeNull();
    expect((await sim('GET', '/sent')).data).toHaveLength(1);
  });

  it('short_page: fewer items than asked, more to come', async () => {
    const newest = [await inbound(), await inbound()].reverse();
    await fault('short_page');
    const { data } = await resend.emails.receiving.list();
    expect(data).toMatchObject({ has_more: true, data: [{ id: newest[0] }] });
    expect(data?.data).toHaveLength(1);
  });

  it('empty_page: there is nothing, for once', async () => {
    await inbound();
    await fault('empty_page');
    expect((await resend.emails.receiving.list()).data).toMatchObject({ has_more: false, data: [] });
    expect((await resend.emails.receiving.list()).data?.data).toHaveLength(1);
  });
});

describe('faults of a download', () => {
  let url: string;

  beforeEach(async () => {
    url = (await resend.emails.receiving.get(await inbound())).data?.raw?.download_url ?? '';
  });

  it('download_truncated and download_reset break the body off', async () => {
    await fault('download_truncated');
    await expect(fetch(url).then((response) => response.text())).rejects.toThrow();
    await fault('download_reset');
    await expect(fetch(url)).rejects.toThrow();
  });

  it('download_wrong_length ends cleanly with less', async () => {
    await fault('download_wrong_length', { bytes: 30 });
    expect(await (await fetch(url)).text()).toBe(RAW.slice(0, 30));
  });

  it('download_slow comes in pieces, whole', async () => {
    await fault('download_slow', { bytes_per_s: 10_000 });
    expect(await (await fetch(url)).text()).toBe(RAW);
  });

  it.each([
    ['download_expired', {}, 403],
    ['download_error', {}, 500],
    ['download_error', { status: 503 }, 503],
  ] as const)('%s %j answers %i', async (kind, members, status) => {
    await fault(kind, members);
    expect((await fetch(url)).status).toBe(status);
    expect((await fetch(url)).status).toBe(200);
  });
});

describe('the list of faults', () => {
  it('shows which are still pending and can be emptied', async () => {
    await sim(
      'POST',
      '/faults',
      JSON.stringify([
        { kind: 'drop', count: 2 },
        { kind: 'latency', count: null },
      ]),
    );
    await bounce();
    const { data } = await sim('GET', '/faults');
    expect(data).toMatchObject([
      { kind: 'drop', count: 1 },
      { kind: 'latency', count: null },
    ]);
    const [first] = data as { id: string }[];
    expect((await sim('DELETE', `/faults/${first?.id}`)).data).toHaveLength(1);
    expect((await sim('DELETE', '/faults')).data).toEqual([]);
  });

  it('refuses a kind it does not know', async () => {
    await expect(sim('POST', '/faults', { kind: 'gremlin' })).rejects.toThrow('422');
  });

  it('applies to the named type and path only', async () => {
    await fault('drop', { type: 'email.received' });
    await fault('http_error', { path: '/webhooks' });
    const id = await bounce();
    expect(ids()).toEqual([id]);
    expect((await resend.emails.receiving.list()).error).toBeNull();
    expect((await resend.webhooks.list()).error?.statusCode).toBe(500);
  });
});

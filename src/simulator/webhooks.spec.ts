import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Resend } from 'resend';
import { Webhook, WebhookVerificationError } from 'standardwebhooks';
import type { JsonObject } from './json.js';
import { FULL_ACCESS_KEY } from './rest/guard.js';
import { type Simulator, startSimulator } from './server.js';
import { control } from './testing/control.js';
import { type Receiver, standardHeaders, startReceiver } from './testing/receiver.js';

const SECRET = `whsec_${Buffer.from('another-simulator-key-24').toString('base64')}`;
const BOUNCE = { type: 'email.bounced', to: ['gone@out.test'] };

let simulator: Simulator;
let receiver: Receiver;
let resend: Resend;
let webhookId: string;

beforeEach(async () => {
  simulator = await startSimulator(0, { seed: 11 });
  receiver = await startReceiver();
  resend = new Resend(FULL_ACCESS_KEY, { baseUrl: simulator.url });
  webhookId = (await sim('POST', '/webhooks', { endpoint: receiver.url, secret: SECRET })).id as string;
  await sim('POST', '/plan', { rate_limit: 1_000 });
});

afterEach(async () => {
  await simulator.close();
  await receiver.close();
});

function sim(method: string, path: string, body?: JsonObject): Promise<JsonObject> {
  return control(simulator.url, method, path, body);
}

async function emit(event: JsonObject = BOUNCE): Promise<string> {
  const { event_ids: ids } = await sim('POST', '/events', event);
  await sim('GET', '/idle');
  return (ids as string[])[0] ?? '';
}

function verify(index: number, secret = SECRET): unknown {
  const delivery = receiver.received[index];
  return new Webhook(secret).verify(delivery?.body ?? '', standardHeaders(delivery));
}

const types = (): unknown[] => receiver.received.map(({ body }) => (JSON.parse(body) as JsonObject).type);

describe('an endpoint that fails', () => {
  beforeEach(() => {
    receiver.answer = () => ({ status: 503, json: { error: 'away' } });
  });

  it('gets eight attempts over 27 h 35 min, with one id and a fresh signature each', async () => {
    const eventId = await emit();
    expect(receiver.received).toHaveLength(1);
    await sim('POST', '/clock', { advance_s: 27 * 3_600 + 35 * 60 + 10 });

    expect(receiver.received).toHaveLength(8);
    expect(new Set(receiver.received.map(({ headers }) => headers['svix-id']))).toEqual(new Set([eventId]));
    const { data: event } = await resend.webhooks.events.get({ webhookId, eventId });
    expect(event).toMatchObject({
      status: 'failed',
      next_attempt_at: null,
      payload: { type: 'email.bounced' },
    });
    const { data: attempts } = await resend.webhooks.events.attempts.list({ webhookId, eventId });
    expect(attempts?.data).toHaveLength(8);
    expect(attempts?.data[0]).toMatchObject({ http_status_code: 503, response: '{"error":"away"}' });
  });

  it('gets its attempts at the times of the schedule', async () => {
    const eventId = await emit();
    await sim('POST', '/clock', { advance_s: 100_000 });
    const { data } = await resend.webhooks.events.attempts.list({ webhookId, eventId });
    const times = (data?.data ?? []).map((attempt) => Date.parse(attempt.sent_at)).reverse();
    const gaps = times.slice(1).map((time, index) => Math.round((time - (times[index] ?? 0)) / 1000));
    expect(gaps).toEqual([5, 300, 1_800, 7_200, 18_000, 36_000, 36_000]);
  });

  it('gets the event as soon as it recovers, and only once', async () => {
    await emit();
    receiver.answer = () => ({ status: 204 });
    await sim('POST', '/clock', { advance_s: 6 });
    await sim('POST', '/clock', { advance_s: 90_000 });
    expect(receiver.received).toHaveLength(2);
    expect(verify(1)).toMatchObject({ type: 'email.bounced' });
  });

  it('is disabled after 120 hours without success, and the team is told', async () => {
    for (let day = 0; day < 7; day += 1) {
      await emit();
      await sim('POST', '/clock', { advance_s: 86_400 });
    }
    await sim('POST', '/clock', { advance_s: 28 * 3_600 });
    expect((await resend.webhooks.get(webhookId)).data?.status).toBe('disabled');
    const { data: notices } = await sim('GET', '/mails');
    expect(notices).toMatchObject([{ kind: 'first_failing', last_status: 503 }, { kind: 'disabled' }]);
    const before = receiver.received.length;
    await emit();
    expect(receiver.received).toHaveLength(before);
    await resend.webhooks.update(webhookId, { status: 'enabled' });
    await emit();
    expect(receiver.received).toHaveLength(before + 1);
  });
});

describe('attempts', () => {
  it('count a redirect as a failure and do not follow it', async () => {
    receiver.answer = () => ({ status: 307, headers: { location: receiver.url } });
    const eventId = await emit();
    expect(receiver.received).toHaveLength(1);
    const { data } = await resend.webhooks.events.get({ webhookId, eventId });
    expect(data?.status).toBe('attempting');
  });

  it('record 0 when nobody listens', async () => {
    await resend.webhooks.update(webhookId, { endpoint: 'http://127.0.0.1:9/hook' });
    const eventId = await emit();
    const { data } = await resend.webhooks.events.attempts.list({ webhookId, eventId });
    expect(data?.data).toMatchObject([
      { http_status_code: 0, response: expect.stringContaining('ECONNREFUSED') },
    ]);
  });

  it('end when the endpoint takes too long', async () => {
    await sim('POST', '/plan', { attempt_timeout_ms: 50 });
    receiver.answer = () => new Promise(() => undefined);
    const eventId = await emit();
    const { data } = await resend.webhooks.events.attempts.list({ webhookId, eventId });
    expect(data?.data).toMatchObject([{ http_status_code: 0, response: 'no answer within 50 ms' }]);
    const next = (await resend.webhooks.events.get({ webhookId, eventId })).data?.next_attempt_at ?? '';
    expect(Date.parse(next) - simulator.world.clock.nowMs()).toBeGreaterThan(50_000);
  });

  it('obey webhook-delivery: abort-message only when the plan says so', async () => {
    receiver.answer = () => ({ status: 500, headers: { 'webhook-delivery': 'abort-message' } });
    const first = await emit();
    await sim('POST', '/plan', { delivery_control: true });
    const second = await emit();
    const status = async (eventId: string): Promise<unknown> =>
      (await resend.webhooks.events.get({ webhookId, eventId })).data?.status;
    expect([await status(first), await status(second)]).toEqual(['attempting', 'failed']);
  });
});

describe('the event log', () => {
  it('lists newest first and pages', async () => {
    const ids = [await emit(), await emit(), await emit()].reverse();
    const first = await resend.webhooks.events.list({ webhookId, limit: 2 });
    expect(first.data).toMatchObject({
      has_more: true,
      data: [{ id: ids[0], status: 'success' }, { id: ids[1] }],
    });
    const rest = await resend.webhooks.events.list({ webhookId, after: ids[1] ?? '' });
    expect(rest.data).toMatchObject({ has_more: false, data: [{ id: ids[2] }] });
  });

  it('replays what succeeded under the same id', async () => {
    const eventId = await emit();
    expect((await resend.webhooks.events.replay({ webhookId, eventId })).data).toEqual({
      object: 'webhook_event',
      id: eventId,
    });
    await sim('GET', '/idle');
    expect(receiver.received.map(({ headers }) => headers['svix-id'])).toEqual([eventId, eventId]);
  });

  it('continues while the endpoint is disabled only if the plan says so', async () => {
    await resend.webhooks.update(webhookId, { status: 'disabled' });
    await emit();
    await sim('POST', '/plan', { log_while_disabled: true });
    const eventId = await emit();
    const { data } = await resend.webhooks.events.list({ webhookId });
    expect(data?.data).toMatchObject([{ id: eventId, status: 'failed' }]);
    expect(receiver.received).toEqual([]);
  });

  it('forgets entries after 30 days', async () => {
    const eventId = await emit();
    await sim('POST', '/clock', { advance_s: 31 * 86_400 });
    expect((await resend.webhooks.events.list({ webhookId })).data?.data).toEqual([]);
    expect((await resend.webhooks.events.get({ webhookId, eventId })).error?.name).toBe('not_found');
  });
});

describe('endpoints', () => {
  it('are created, shown, listed without secrets and removed', async () => {
    const { data: made } = await resend.webhooks.create({
      endpoint: receiver.url,
      events: ['email.received'],
    });
    expect(made).toMatchObject({ object: 'webhook', signing_secret: expect.stringMatching(/^whsec_/) });
    const { data: shown } = await resend.webhooks.get(made?.id ?? '');
    expect(shown).toMatchObject({ events: ['email.received'], signing_secret: made?.signing_secret });
    const { data: list } = await resend.webhooks.list();
    expect(list?.data.map(({ id }) => id)).toEqual([made?.id, webhookId]);
    expect(list?.data[0]).not.toHaveProperty('signing_secret');
    expect((await resend.webhooks.remove(made?.id ?? '')).data?.deleted).toBe(true);
    expect((await resend.webhooks.get(made?.id ?? '')).error?.statusCode).toBe(404);
  });

  it('all get one event under one id if they subscribe to its type', async () => {
    const other = await startReceiver();
    await resend.webhooks.create({ endpoint: other.url, events: ['email.received'] });
    const eventId = await emit();
    expect(other.received).toEqual([]);
    const received = await emit({ type: 'email.received', data: { email_id: 'x' } });
    expect(other.received.map(({ headers }) => headers['svix-id'])).toEqual([received]);
    expect(receiver.received.map(({ headers }) => headers['svix-id'])).toEqual([eventId, received]);
    await other.close();
  });

  it('are signed with both secrets for 24 hours after a rotation', async () => {
    const { data } = await resend.webhooks.rotateSigningSecret(webhookId);
    await emit();
    expect(receiver.received[0]?.headers['svix-signature']?.split(' ')).toHaveLength(2);
    expect(verify(0)).toEqual(verify(0, data?.signing_secret));
    await sim('POST', '/clock', { advance_s: 24 * 3_600 + 1 });
    await emit();
    expect(verify(1, data?.signing_secret)).toMatchObject({ type: 'email.bounced' });
    expect(() => verify(1)).toThrow(WebhookVerificationError);
  });
});

describe('types', () => {
  it('go out as given, known or not', async () => {
    await emit({ type: 'topic.created', data: { id: 't' } });
    await emit({ type: 'brand.new', data: {} });
    expect(types()).toEqual(['topic.created', 'brand.new']);
  });
});

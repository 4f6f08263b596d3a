import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Service, WEBHOOK_SECRET } from '../support/service.js';
import { signed } from '../support/sign.js';

const SECOND_SECRET = 'whsec_ZW5kLXRvLWVuZC10ZXN0LXNlY3JldC0wMDAy';
const OTHER_SECRET = 'whsec_bm90LWEtc2VjcmV0LW9mLXRoaXMtc2VydmljZS0x';

let service: Service;
beforeAll(async () => {
  service = await Service.start({ env: { RESEND_WEBHOOK_SECRET: `${WEBHOOK_SECRET},${SECOND_SECRET}` } });
});
afterAll(() => service?.stop());

const opened = JSON.stringify({ type: 'email.opened', created_at: '2026-11-21T09:00:00.000Z', data: {} });
const post = (raw: Buffer | string, headers: Record<string, string>, source = 'resend') =>
  service.call('POST', `/webhooks/${source}`, { raw, headers, key: null });

/** Nothing of a refused request may be in the inbox. */
async function refusal(raw: Buffer | string, headers: Record<string, string>, source?: string) {
  const before = await service.count('inbox_events');
  const answer = await post(raw, headers, source);
  expect(await service.count('inbox_events')).toBe(before);
  return { status: answer.status, type: answer.body.type, detail: answer.body.detail };
}

describe('POST /webhooks/:source refuses and stores nothing', () => {
  const stale = () => new Date(Date.now() - 360_000);
  const without = (header: string) => ({ ...signed(opened), [header]: '' });

  it.each<[string, () => Record<string, string>, RegExp]>([
    [
      'a wrong signature',
      () => signed(opened, { secret: OTHER_SECRET }),
      /^The signature was not made over these bytes/,
    ],
    [
      'a signature over other bytes',
      () => signed(`${opened} `),
      /^The signature was not made over these bytes/,
    ],
    [
      'a signature of six minutes ago',
      () => signed(opened, { at: stale() }),
      /^The signed timestamp is \d+ seconds old by our clock; 300 are allowed\.$/,
    ],
    ['no signature', () => without('svix-signature'), /^There is no header svix-signature\.$/],
    ['no id', () => without('svix-id'), /^There is no header svix-id\.$/],
  ])('with %s: 401, and says what is wrong', async (_what, headers, detail) => {
    expect(await refusal(opened, headers())).toEqual({
      status: 401,
      type: '/problems/signature-invalid',
      detail: expect.stringMatching(detail),
    });
  });

  it('an unknown source: 404', async () => {
    expect(await refusal(opened, signed(opened), 'nobody')).toMatchObject({
      status: 404,
      type: '/problems/source-unknown',
    });
  });

  it('a source without a secret: 503, so that the provider tries again', async () => {
    expect(await refusal(opened, signed(opened), 'reloop')).toMatchObject({
      status: 503,
      type: '/problems/source-not-configured',
    });
  });

  it('a signed body that is not JSON: 400', async () => {
    expect(await refusal('{"type":', signed('{"type":'))).toMatchObject({
      status: 400,
      type: '/problems/not-json',
    });
  });

  it('an unsigned body that is not JSON: 401, because nothing is read before it is verified', async () => {
    expect((await refusal('{"type":', {})).status).toBe(401);
  });

  it('a body of 2 MiB: 413', async () => {
    const large = Buffer.alloc(2 * 1024 * 1024, 32);
    expect(await refusal(large, signed(large))).toMatchObject({
      status: 413,
      type: '/problems/body-too-large',
    });
  });
});

describe('POST /webhooks/:source accepts', () => {
  it.each(['svix', 'webhook'] as const)('signatures in %s-* headers', async (family) => {
    const answer = await post(opened, signed(opened, { family }));
    expect(answer).toMatchObject({ status: 200, body: { received: true, duplicate: false } });
  });

  it('signatures by any of the secrets, and any one of several signatures', async () => {
    const second = signed(opened, { secret: SECOND_SECRET });
    expect((await post(opened, second)).status).toBe(200);
    const several = signed(opened, { id: 'msg_several' });
    several['svix-signature'] = `v1a,AAAA v1,${'A'.repeat(43)}= ${several['svix-signature']}`;
    expect((await post(opened, several)).status).toBe(200);
  });

  it('a body of any content type, because its bytes are what is signed', async () => {
    const headers = { ...signed(opened), 'content-type': 'text/plain' };
    expect((await post(opened, headers)).status).toBe(200);
  });

  it('an unknown event type: stored unchanged, and ignored', async () => {
    const body = JSON.stringify({
      type: 'brand.new',
      created_at: '2026-11-21T09:00:00.000Z',
      data: { a: 1 },
    });
    const { body: answer } = await post(body, signed(body));
    expect(await service.get(`/v1/events/${answer.event_id}`)).toMatchObject({
      source: 'resend',
      type: 'brand.new',
      status: 'ignored',
      payload: { type: 'brand.new', data: { a: 1 } },
      occurred_at: '2026-11-21T09:00:00.000Z',
    });
  });

  it('a redelivery: 200 with the first event, and no second one', async () => {
    const first = await post(opened, signed(opened, { id: 'msg_again' }));
    const again = await post(opened, signed(opened, { id: 'msg_again' }));
    expect(again).toMatchObject({ status: 200, body: { event_id: first.body.event_id, duplicate: true } });
  });
});

describe('GET /v1/events', () => {
  it('pages through everything once, newest first', async () => {
    const ids: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await service.get(`/v1/events?limit=3${cursor === null ? '' : `&cursor=${cursor}`}`);
      ids.push(...page.data.map((event: { id: string }) => event.id));
      cursor = page.next_cursor;
    } while (cursor !== null);
    expect(ids).toEqual([...new Set(ids)].sort().reverse());
    expect(ids).toHaveLength(await service.count('inbox_events'));
  });

  it('filters', async () => {
    const page = await service.get('/v1/events?type=brand.new&status=ignored&source=resend');
    expect(page.data.map((event: { type: string }) => event.type)).toEqual(['brand.new']);
  });

  it.each([
    ['limit=0', '#/limit'],
    ['limit=101', '#/limit'],
    ['status=done', '#/status'],
    ['cursor=nonsense', '#/cursor'],
    ['since=yesterday', '#/since'],
    ['unknown=1', '#/unknown'],
  ])('refuses %s with 422 and names the parameter', async (query, pointer) => {
    const answer = await service.call('GET', `/v1/events?${query}`);
    expect(answer.status).toBe(422);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(answer.body.errors).toEqual([expect.objectContaining({ pointer })]);
  });

  it('answers 404 for an unknown event and 422 for an invalid id', async () => {
    const missing = await service.call('GET', '/v1/events/01939000-0000-7000-8000-00000000dead');
    expect(missing).toMatchObject({ status: 404, body: { type: '/problems/event-not-found' } });
    expect((await service.call('GET', '/v1/events/7')).status).toBe(422);
  });
});

describe('every route under /v1', () => {
  it('needs a key: 401 without one and with a wrong one', async () => {
    const none = await service.call('GET', '/v1/events', { key: null });
    expect(none).toMatchObject({ status: 401, body: { type: '/problems/key-missing' } });
    const wrong = await service.call('GET', '/v1/events', { key: 'pr_00000000_wrong' });
    expect(wrong).toMatchObject({ status: 401, body: { type: '/problems/key-invalid' } });
  });

  it('needs the scope: 403 for a key that lacks it, 401 once the key is revoked', async () => {
    const created = await service.call('POST', '/v1/api-keys', {
      body: { name: 'reader', scopes: ['events:read'] },
    });
    expect(created.status).toBe(201);
    const { key, id } = created.body as { key: string; id: string };
    expect((await service.call('GET', '/v1/events', { key })).status).toBe(200);
    const beyond = await service.call('GET', '/v1/tickets', { key });
    expect(beyond).toMatchObject({ status: 403, body: { type: '/problems/scope-missing' } });
    expect((await service.call('DELETE', `/v1/api-keys/${id}`)).status).toBe(204);
    expect((await service.call('GET', '/v1/events', { key })).status).toBe(401);
  });
});

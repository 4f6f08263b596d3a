import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Service } from './support/service.js';

const MAIL = ['From: ann@example.com', 'To: help@example.org', 'Subject: Lamp', '', 'It is broken.', ''].join(
  '\r\n',
);

let service: Service;
let ticketPath: string;
let rawPath: string;
beforeAll(async () => {
  service = await Service.start();
  const { outcome } = await service.handIn(MAIL);
  ticketPath = `/v1/tickets/${outcome.ticket_id}`;
  rawPath = `/v1/messages/${outcome.message_id}/raw`;
});
afterAll(() => service?.stop());

describe('every answer', () => {
  it('names its request, and a problem names the same', async () => {
    const answer = await service.call('GET', '/v1/nowhere');
    expect(answer.headers.get('x-request-id')).toBe(answer.body.request_id);
  });

  it.each([
    ['x-content-type-options', 'nosniff'],
    ['x-frame-options', 'DENY'],
    ['referrer-policy', 'no-referrer'],
    ['cross-origin-resource-policy', 'same-origin'],
    ['cross-origin-opener-policy', 'same-origin'],
    ['permissions-policy', 'camera=(), geolocation=(), microphone=()'],
    ['cache-control', 'no-store'],
    ['x-powered-by', null],
    ['server', null],
    ['access-control-allow-origin', null],
  ])('carries %s: %s', async (name, value) => {
    const answer = await service.call('GET', '/health/live', { headers: { origin: 'https://example.net' } });
    expect(answer.headers.get(name)).toBe(value);
  });
});

describe('Prefer: return=minimal', () => {
  it('leaves the body of a change away and keeps its ETag', async () => {
    const answer = await service.call('PATCH', ticketPath, {
      body: { priority: 'high' },
      headers: { prefer: 'respond-async, return=minimal' },
    });
    expect(answer.status).toBe(204);
    expect(answer.bytes).toHaveLength(0);
    expect(answer.headers.get('preference-applied')).toBe('return=minimal');
    expect(answer.headers.get('etag')).toBe((await service.call('GET', ticketPath)).headers.get('etag'));
  });
});

describe('ETags', () => {
  const first = async (list: string) => `${list}/${(await service.get(list)).data[0].id}`;
  const makeRule = async () => {
    const body = { name: 'First', conditions: [], actions: {} };
    return `/v1/rules/${(await service.call('POST', '/v1/rules', { body })).body.id}`;
  };

  it.each([
    ['ticket', 'PATCH', () => Promise.resolve(ticketPath), { priority: 'low' }],
    ['mailbox', 'PATCH', () => first('/v1/mailboxes'), { name: 'Front desk' }],
    ['contact', 'PATCH', () => first('/v1/contacts'), { name: 'Ann' }],
    ['rule', 'PUT', makeRule, { name: 'Second', conditions: [], actions: { spam: true } }],
  ])('of two who change a %s that both have read, the second is told: 412', async (_, method, at, body) => {
    const path = await at();
    const etag = (await service.call('GET', path)).headers.get('etag')!;
    const change = () => service.call(method, path, { body, headers: { 'if-match': etag } });
    const both = await Promise.all([change(), change()]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 412]);
    const changed = both.find(({ status }) => status === 200)!;
    expect(await service.get(path)).toEqual(changed.body);
    const anew = { 'if-match': changed.headers.get('etag')! };
    expect((await service.call(method, path, { body, headers: anew })).status).toBe(200);
    expect((await service.call(method, path, { body })).status).toBe(200);
  });

  it.each([() => ticketPath, () => rawPath])('what the caller has is not sent again: 304', async (path) => {
    const first = await service.call('GET', path());
    const etag = first.headers.get('etag')!;
    const again = await service.call('GET', path(), { headers: { 'if-none-match': `"other", ${etag}` } });
    expect(again.status).toBe(304);
    expect(again.bytes).toHaveLength(0);
    const other = await service.call('GET', path(), { headers: { 'if-none-match': '"other"' } });
    expect(other.bytes.equals(first.bytes)).toBe(true);
  });
});

describe('CORS', () => {
  it('is for the configured origins only', async () => {
    const env = { CORS_ORIGINS: 'https://console.example.com' };
    const open = await Service.start({ role: 'api', beside: service, env });
    const preflight = (origin: string) =>
      open.call('OPTIONS', '/v1/tickets', {
        key: null,
        headers: { origin, 'access-control-request-method': 'PATCH' },
      });
    const allowed = await preflight('https://console.example.com');
    expect(allowed.status).toBe(204);
    expect(allowed.headers.get('access-control-allow-origin')).toBe('https://console.example.com');
    expect(allowed.headers.get('access-control-allow-methods')).toContain('PATCH');
    expect(allowed.headers.get('access-control-allow-credentials')).toBeNull();
    const other = await preflight('https://example.net');
    expect(other.headers.get('access-control-allow-origin')).toBeNull();
    await open.program.stop();
  });
});

import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from './support/eventually.js';
import { connectTo, say } from './support/say.js';
import { ADMIN_KEY, Service } from './support/service.js';
import { signed } from './support/sign.js';

const MB = 1024 * 1024;
const EVENT = JSON.stringify({ type: 'email.opened', created_at: '2026-11-21T09:00:00.000Z', data: {} });

let service: Service;
beforeAll(async () => {
  service = await Service.start();
});
afterAll(() => service?.stop());

/** A request whose head is all there is yet. */
function head(line: string, headers: Record<string, string | number> = {}): string {
  const fields = Object.entries({ host: 'desk.example', ...headers });
  return [`${line} HTTP/1.1`, ...fields.map(([name, value]) => `${name}: ${value}`), '', ''].join('\r\n');
}

describe('who brings no valid key is refused before anything of the body is taken', () => {
  const large = { 'content-length': 20 * MB };
  it.each<[string, string, Record<string, string | number>, string]>([
    ['raw mail without a key', 'POST /v1/inbound', { 'content-type': 'message/rfc822' }, 'key-missing'],
    [
      'raw mail with a wrong key',
      'POST /v1/inbound',
      { 'content-type': 'message/rfc822', authorization: 'Bearer pr_wrong' },
      'key-invalid',
    ],
    ['a CSV file', 'POST /v1/suppressions/import', { 'content-type': 'text/csv' }, 'key-missing'],
    ['JSON', 'POST /v1/suppressions', { 'content-type': 'application/json' }, 'key-missing'],
    ['what would not be accepted', 'POST /v1/suppressions', { 'content-type': 'text/html' }, 'key-missing'],
  ])('%s', async (_what, line, headers, code) => {
    const answer = await say(service, head(line, { ...headers, ...large }));
    expect(answer).toMatchObject({ status: 401, body: { type: `/problems/${code}` } });
    expect(answer.headers['www-authenticate']).toMatch(/^Bearer/);
  });

  it('and so is a webhook of a source that there is not, which no metric names', async () => {
    const answer = await say(service, head('POST /webhooks/made-up', { 'content-length': 20 * MB }));
    expect(answer).toMatchObject({ status: 404, body: { type: '/problems/source-unknown' } });
    const text = await eventually(async () => {
      const metrics = (await service.call('GET', '/metrics')).bytes.toString();
      return metrics.includes('webhook_answers_total{source="unknown",status="404"}') ? metrics : null;
    });
    expect(text).not.toContain('made-up');
  });
});

describe('what cannot be read as a request is refused with a problem too', () => {
  const post = (lines: string, body: string) =>
    `POST /webhooks/resend HTTP/1.1\r\nhost: x\r\n${lines}\r\n\r\n${body}`;
  it.each<[string, string, number, string]>([
    ['two lengths', post('content-length: 2\r\ncontent-length: 3', '{}'), 400, 'bad-request'],
    [
      'a length and chunks',
      post('content-length: 2\r\ntransfer-encoding: chunked', '0\r\n\r\n'),
      400,
      'bad-request',
    ],
    ['a chunk of no length', post('transfer-encoding: chunked', 'zz\r\n{}\r\n'), 400, 'bad-request'],
    ['an unknown method', 'BREW /pot HTTP/1.1\r\nhost: x\r\n\r\n', 400, 'bad-request'],
    ['no HTTP', 'hello\r\n\r\n', 400, 'bad-request'],
    ['a header of 17 KiB', head('GET /health/live', { a: 'b'.repeat(17_000) }), 431, 'headers-too-large'],
    ['escapes of no character', head('GET /v1/%ff%fe'), 400, 'bad-request'],
  ])('%s', async (_what, bytes, status, code) => {
    const answer = await say(service, bytes);
    expect(answer).toMatchObject({ status, body: { type: `/problems/${code}`, status } });
    expect(answer.headers).toMatchObject({
      'content-type': 'application/problem+json; charset=utf-8',
      'cache-control': 'no-store',
      'x-request-id': answer.body.request_id,
    });
  });
});

describe('a route is found by whatever spelling RFC 9112 and RFC 3986 allow', () => {
  it.each([
    'http://desk.example/webhooks/resend',
    'https://desk.example:8443/webhooks/resend?via=proxy',
    '/%77ebhooks/%72esend',
    '/webhooks/resend#part',
  ])('%s takes a signed webhook', async (target) => {
    const headers = { ...signed(EVENT), 'content-length': EVENT.length };
    const answer = await say(service, head(`POST ${target}`, headers) + EVENT);
    expect(answer).toMatchObject({ status: 200, body: { received: true } });
  });

  it.each(['http://u:secret@desk.example/v1', '/%761', '/v1'])(
    'what is done at %s is audited by its path, so that an erasure finds whom it names',
    async (base) => {
      const address = `spelled-${Buffer.from(base).toString('hex')}@customer.example`;
      const authorization = `Bearer ${ADMIN_KEY}`;
      await service.call('POST', '/v1/suppressions', { body: { address } });
      const target = `${base}/%73uppressions/${address}#x`;
      const socket = await connectTo(service);
      socket.write(head(`DELETE ${target}`, { authorization }));
      await once(socket, 'data');
      socket.destroy();
      const { data } = await service.get('/v1/audit?action=suppressions.release&limit=1');
      expect(data[0].target).toBe(`/v1/suppressions/${address}`);
    },
  );
});

it('an upload that breaks off is no fault of the database', async () => {
  const headers = {
    authorization: `Bearer ${ADMIN_KEY}`,
    'content-type': 'message/rfc822',
    'content-length': MB,
  };
  const socket = await connectTo(service);
  const seen = service.program.lines.length;
  socket.write(`${head('POST /v1/inbound', headers)}Subject: the beginning`, () => socket.destroy());
  const refused = await eventually(() => {
    const line = service.program.lines.slice(seen).find((one) => one.includes('"route":"/v1/inbound"'));
    return Promise.resolve(line ?? null);
  });
  expect(JSON.parse(refused)).toMatchObject({ status: 400, problem: 'bad-request' });
});

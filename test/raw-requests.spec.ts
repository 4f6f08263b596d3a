import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from './support/eventually.js';
import { answersOver, connectTo, say } from './support/say.js';
import { ADMIN_KEY, Service } from './support/service.js';
import { signed } from './support/sign.js';

const MB = 1024 * 1024;
const EVENT = JSON.stringify({ type: 'email.opened', created_at: '2026-11-21T09:00:00.000Z', data: {} });

let service: Service;
beforeAll(async () => {
  service = await Service.start();
});
afterAll(() => service?.stop());

/** A request of which only the head has been sent. */
function head(line: string, headers: Record<string, string | number> = {}): string {
  const fields = Object.entries({ host: 'desk.example', ...headers });
  return [`${line} HTTP/1.1`, ...fields.map(([name, value]) => `${name}: ${value}`), '', ''].join('\r\n');
}

describe('a request without a valid key is refused before its body is read', () => {
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

  it.each([20 * MB, 20_000])(
    'and so is a webhook of %i bytes for an unknown source, which no metric names',
    async (length) => {
      const answer = await say(service, head('POST /webhooks/made-up', { 'content-length': length }));
      expect(answer).toMatchObject({ status: 404, body: { type: '/problems/source-unknown' } });
      const text = await eventually(async () => {
        const metrics = (await service.call('GET', '/metrics')).bytes.toString();
        return metrics.includes('webhook_answers_total{source="unknown",status="404"}') ? metrics : null;
      });
      expect(text).not.toContain('made-up');
    },
  );
});

describe('large webhooks that arrive slowly', () => {
  const CONNECTIONS = 40;

  /**
   * Sends nearly all of a 1 MiB body over connections that stay open. @returns how many were refused, and the first
   * refusal
   */
  async function fill(line: string, fields: Record<string, string | number>, body: Buffer) {
    const sockets = await Promise.all(Array.from({ length: CONNECTIONS }, () => connectTo(service)));
    const answers: string[] = [];
    for (const socket of sockets) {
      socket.on('error', () => undefined).on('data', (bytes) => answers.push(bytes.toString('latin1')));
      socket.write(head(line, fields));
      socket.write(body);
    }
    await eventually(() => Promise.resolve(answers.length >= 10 ? true : null));
    return { sockets, answers };
  }

  it.each<[string, string, Record<string, string | number>, Buffer]>([
    ['by their length', 'POST /webhooks/resend', { 'content-length': MB }, Buffer.alloc(MB - 100, 'a')],
    [
      'in chunks',
      'POST /webhooks/resend',
      { 'content-type': 'application/json', 'transfer-encoding': 'chunked' },
      Buffer.concat([Buffer.from(`${(MB - 100).toString(16)}\r\n`), Buffer.alloc(MB - 100, 'a')]),
    ],
  ])(
    '%s take a bounded share of the memory and do not keep small ones out',
    async (_what, line, fields, body) => {
      const { sockets, answers } = await fill(line, fields, body);
      expect(answers[0]).toMatch(/^HTTP\/1\.1 503 /);
      expect(answers[0]).toMatch(/retry-after: 5\r\n/i);
      expect(answers[0]).toContain('/problems/inbox-overloaded');
      expect(answers.length).toBeLessThan(CONNECTIONS - 10);
      const small = signed(EVENT);
      expect(
        await service.call('POST', '/webhooks/resend', { raw: EVENT, headers: small, key: null }),
      ).toMatchObject({
        status: 200,
      });
      for (const socket of sockets) socket.destroy();
      const large = JSON.stringify({ ...JSON.parse(EVENT), data: { text: 'a'.repeat(MB - 1_000) } });
      await eventually(async () => {
        const answer = await service.call('POST', '/webhooks/resend', {
          raw: large,
          headers: signed(large),
          key: null,
        });
        return answer.status === 200 ? true : null;
      });
    },
  );

  it('that arrive in small pieces are put together as they were sent', async () => {
    const text = JSON.stringify({ ...JSON.parse(EVENT), data: { text: 'b'.repeat(50_000) } });
    const headers = signed(text);
    for (const isChunked of [false, true]) {
      const socket = await connectTo(service);
      const length = { 'content-length': Buffer.byteLength(text) };
      const chunked = { 'transfer-encoding': 'chunked' };
      const fields = { ...headers, 'content-type': 'application/json', ...(isChunked ? chunked : length) };
      const answered = once(socket, 'data') as Promise<[Buffer]>;
      socket.setNoDelay(true).write(head('POST /webhooks/resend', fields));
      const bytes = Buffer.from(text);
      for (let at = 0; at < bytes.length; at += 1_000) {
        const piece = bytes.subarray(at, at + 1_000);
        if (isChunked) socket.write(`${piece.length.toString(16)}\r\n`);
        await new Promise((resolve) => socket.write(piece, resolve));
        if (isChunked) socket.write('\r\n');
      }
      if (isChunked) socket.write('0\r\n\r\n');
      expect((await answered)[0].toString('latin1')).toMatch(/^HTTP\/1\.1 200 /);
      socket.destroy();
    }
  });
});

describe('webhooks of a common size that arrive in two pieces', () => {
  const SIZE = 15_900;
  const TOGETHER = 20;
  const body = 'x'.repeat(SIZE);

  /** Sends that many at once, without a signature; each continues after the service has read all but one byte. */
  async function sendTogether(): Promise<number[]> {
    const sockets = await Promise.all(Array.from({ length: TOGETHER }, () => connectTo(service)));
    const heard = sockets.map((socket) => {
      socket
        .setNoDelay(true)
        .write(head('POST /webhooks/resend', { 'content-length': SIZE }) + body.slice(1));
      return answersOver(socket)();
    });
    await service.call('GET', '/health/live', { key: null });
    sockets.forEach((socket) => socket.write('x'));
    const answers = await Promise.all(heard);
    sockets.forEach((socket) => socket.destroy());
    return answers.map(({ status }) => status);
  }

  it('free all the memory they reserved, however many there are', async () => {
    const statuses = new Set<number>();
    for (let sent = 0; sent < 1_200; sent += TOGETHER)
      for (const status of await sendTogether()) statuses.add(status);
    expect([...statuses]).toEqual([401]);
    const large = JSON.stringify({ ...JSON.parse(EVENT), data: { text: 'a'.repeat(20_000) } });
    expect(
      await service.call('POST', '/webhooks/resend', { raw: large, headers: signed(large), key: null }),
    ).toMatchObject({ status: 200 });
  });
});

describe('a client that is refused while still sending can read why and keep using the connection', () => {
  const size = 20 * MB;
  const json = { 'content-type': 'application/json', authorization: `Bearer ${ADMIN_KEY}` };
  it.each<[string, string, Record<string, string | number>, number]>([
    ['too large', 'POST /v1/suppressions', json, 413],
    ['too large for a webhook', 'POST /webhooks/resend', {}, 413],
    ['without a key', 'POST /v1/inbound', { 'content-type': 'message/rfc822' }, 401],
  ])('%s', async (_what, line, headers, status) => {
    const socket = await connectTo(service);
    const heard = answersOver(socket);
    for (const isChunked of [false, true]) {
      const length: Record<string, string | number> = isChunked
        ? { 'transfer-encoding': 'chunked' }
        : { 'content-length': size };
      socket.write(head(line, { ...headers, ...length }));
      if (isChunked) socket.write(`${size.toString(16)}\r\n`);
      socket.write(Buffer.alloc(2 * MB, 'a'));
      expect((await heard()).status).toBe(status);
      await new Promise((resolve) => socket.write(Buffer.alloc(size - 2 * MB, 'a'), resolve));
      if (isChunked) socket.write('\r\n0\r\n\r\n');
      socket.write(head('GET /health/live'));
      expect((await heard()).status).toBe(200);
    }
    socket.destroy();
  });
});

describe('what is not a valid request is refused with a problem too', () => {
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

describe('a body in another character set', () => {
  const notUtf8 = Buffer.from('{"subject":"Grüße","text":"caf\u00e9"}', 'latin1');

  it.each(['application/json', 'application/json; charset=iso-8859-1'])(
    'as %s is refused, because its letters would be lost',
    async (type) => {
      const before = await service.count('tickets');
      const answer = await service.call('POST', '/v1/tickets', {
        raw: notUtf8,
        headers: { 'content-type': type },
      });
      expect(answer).toMatchObject({ status: 400, body: { type: '/problems/not-json' } });
      expect(answer.body.detail).toBe('The body is not UTF-8, as JSON must be.');
      expect(await service.count('tickets')).toBe(before);
    },
  );

  it('is accepted in a signed webhook, because its sender cannot correct it', async () => {
    const body = Buffer.from('{"type":"email.opened","data":{"subject":"Grüße"}}', 'latin1');
    const headers = signed(body);
    const answer = await service.call('POST', '/webhooks/resend', { raw: body, headers, key: null });
    expect(answer.status).toBe(200);
  });
});

describe('a route is found under every spelling that RFC 9112 and RFC 3986 allow', () => {
  it.each([
    'http://desk.example/webhooks/resend',
    'https://desk.example:8443/webhooks/resend?via=proxy',
    '/%77ebhooks/%72esend',
    '/webhooks/resend#part',
  ])('%s accepts a signed webhook', async (target) => {
    const headers = { ...signed(EVENT), 'content-length': EVENT.length };
    const answer = await say(service, head(`POST ${target}`, headers) + EVENT);
    expect(answer).toMatchObject({ status: 200, body: { received: true } });
  });

  it.each(['http://u:secret@desk.example/v1', '/%761', '/v1'])(
    'what is done at %s is audited under its plain path, so that an erasure finds the person in it',
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

it('an upload that breaks off is not reported as a database failure', async () => {
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

import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { Agent, type IncomingHttpHeaders, request } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from './support/eventually.js';
import { Service } from './support/service.js';
import { signed } from './support/sign.js';

/** Behind a proxy, with webhooks allowed from one network only. */
const BEHIND_PROXY = { TRUST_PROXY: '127.0.0.1', WEBHOOK_SOURCE_CIDRS: '203.0.113.0/24' };

const opened = JSON.stringify({ type: 'email.opened', created_at: '2026-11-21T09:00:00.000Z', data: {} });

let service: Service;
let agent: Agent;
beforeAll(async () => {
  service = await Service.start();
  agent = new Agent({ keepAlive: true, maxSockets: 1 });
});
afterAll(async () => {
  agent?.destroy();
  await service?.stop();
});

interface Told {
  status: number;
  headers: IncomingHttpHeaders;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests speak JSON
  body: any;
}

interface Sending {
  headers?: Record<string, string>;
  /** Sends the body in chunks, without a Content-Length. */
  isChunked?: boolean;
}

/** All requests share one connection, which every answer must leave usable for the next. */
function post(
  path: string,
  raw: string | Buffer,
  { headers = signed(raw), isChunked }: Sending,
): Promise<Told> {
  const length = isChunked
    ? { 'transfer-encoding': 'chunked' }
    : { 'content-length': Buffer.byteLength(raw) };
  return new Promise((resolve, reject) => {
    const options = { method: 'POST', agent, headers: { ...headers, ...length } };
    const sent = request(new URL(path, service.url), options, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const body: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'));
        resolve({ status: response.statusCode!, headers: response.headers, body });
      });
    });
    sent.on('error', reject);
    // in two parts, which arrive one after the other or together
    sent.write(raw.slice(0, 5));
    sent.end(raw.slice(5));
  });
}

/** The answer, with what differs from request to request replaced. */
function shapeOf({ status, headers, body }: Told) {
  expect(Buffer.byteLength(JSON.stringify(body))).toBe(Number(headers['content-length']));
  if (body.request_id !== undefined) expect(headers['x-request-id']).toBe(body.request_id);
  const own = { 'content-length': '0', 'x-request-id': 'id', date: 'now' };
  return {
    status,
    headers: { ...headers, ...own },
    body: { ...body, request_id: 'id', event_id: 'id' },
  };
}

describe('a webhook with a Content-Length, and one without,', () => {
  const withId = (id: string) => () => signed(opened, { id });
  const known = randomUUID();
  beforeAll(() => post('/webhooks/resend', opened, { headers: signed(opened, { id: known }) }));

  it.each<[string, string, () => Record<string, string>, string]>([
    ['a new event', 'resend', () => signed(opened), opened],
    ['a redelivery', 'resend', withId(known), opened],
    ['a wrong signature', 'resend', () => signed(`${opened} `), opened],
    ['a body that is not JSON', 'resend', () => signed('{"type":'), '{"type":'],
    ['an unknown source', 'nobody', () => signed(opened), opened],
    ['a source without a secret', 'reloop', () => signed(opened), opened],
  ])('are answered alike: %s', async (_what, source, headers, raw) => {
    const short = await post(`/webhooks/${source}`, raw, { headers: headers() });
    const long = await post(`/webhooks/${source}`, raw, { headers: headers(), isChunked: true });
    expect(shapeOf(short)).toEqual(shapeOf(long));
  });

  it('are counted alike', async () => {
    const answers = async () => {
      const { bytes } = await service.call('GET', '/metrics');
      const line = /^webhook_answers_total\{source="resend",status="200"\} (\d+)$/m;
      const timed =
        /^http_request_seconds_count\{method="POST",route="\/webhooks\/:source",status="200"\} (\d+)$/m;
      return [line, timed].map((pattern) => Number(pattern.exec(bytes.toString('utf8'))?.[1] ?? 0));
    };
    const [count, times] = await answers();
    await post('/webhooks/resend', opened, {});
    await post('/webhooks/resend', opened, { isChunked: true });
    await eventually(async () => {
      const now = await answers();
      return now[0] === count! + 2 && now[1] === times! + 2 ? true : null;
    });
  });

  it('are logged alike when they are refused: one line, with the reason', async () => {
    for (const isChunked of [false, true]) {
      const refused = await post('/webhooks/resend', opened, { headers: signed(`${opened} `), isChunked });
      const { request_id, detail } = refused.body;
      await eventually(async () => {
        const { status } = await service.call('GET', '/health/live', { key: null });
        return status === 200 && service.program.lines.some((line) => line.includes(request_id))
          ? true
          : null;
      });
      const logged = service.program.lines.filter((line) => line.includes(request_id));
      expect(logged.map((line) => JSON.parse(line) as object)).toEqual([
        {
          level: 'warn',
          time: expect.any(String),
          request_id,
          method: 'POST',
          route: '/webhooks/:source',
          status: 401,
          problem: 'signature-invalid',
          source: 'resend',
          reason: 'signature_mismatch',
          detail,
          msg: 'request refused',
        },
      ]);
    }
  });

  it('are both refused as unsigned if they are empty', async () => {
    for (const isChunked of [false, true]) {
      const answer = await post('/webhooks/resend', '', { headers: {}, isChunked });
      expect(answer).toMatchObject({ status: 401, body: { type: '/problems/signature-invalid' } });
    }
  });

  it('may both break off without affecting anything else', async () => {
    const { port } = new URL(service.url);
    for (const length of [`content-length: ${opened.length}`, 'transfer-encoding: chunked']) {
      const socket = connect(Number(port), '127.0.0.1');
      socket.write(`POST /webhooks/resend HTTP/1.1\r\nhost: desk.example\r\n${length}\r\n\r\n5\r\n{`);
      socket.end();
      await once(socket.resume(), 'close');
    }
    expect((await post('/webhooks/resend', opened, {})).status).toBe(200);
  });

  it('may both be 1 MiB long', async () => {
    const frame = Buffer.byteLength(JSON.stringify({ type: 'email.opened', filler: '' }));
    const raw = JSON.stringify({ type: 'email.opened', filler: 'x'.repeat(1024 * 1024 - frame) });
    for (const isChunked of [false, true]) {
      expect((await post('/webhooks/resend', raw, { isChunked })).status).toBe(200);
    }
  });
});

it('an allow-list of source addresses applies to the address that the proxy names', async () => {
  const guarded = await Service.start({ env: BEHIND_PROXY, beside: service });
  try {
    const from = (address: string) =>
      guarded.call('POST', '/webhooks/resend', {
        raw: opened,
        headers: { ...signed(opened), 'x-forwarded-for': address },
        key: null,
      });
    for (const allowed of ['203.0.113.7', '203.0.113.7:49152', '[::ffff:203.0.113.7]:49152']) {
      expect((await from(allowed)).status).toBe(200);
    }
    for (const refused of ['198.51.100.7', 'unknown', '0313.0.113.7']) {
      expect(await from(refused)).toMatchObject({
        status: 403,
        body: { type: '/problems/source-address-refused' },
      });
    }
  } finally {
    await guarded.stop();
  }
});

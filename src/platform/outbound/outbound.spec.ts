import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import { buffer, text } from 'node:stream/consumers';
import { guardedRequest, openDownload } from './outbound.js';

/** Time limits that even a busy machine does not reach. */
const LIMITS = { maxBytes: 1_000, connectTimeoutMs: 10_000, idleTimeoutMs: 10_000, totalTimeoutMs: 20_000 };
/** For what must time out. */
const SHORT = { idleTimeoutMs: 150, totalTimeoutMs: 600 };
const SECRET = 'signature=secret';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

function drip(response: ServerResponse, everyMs: number): void {
  response.write('x');
  const timer = setInterval(() => response.write('x'), everyMs);
  response.on('close', () => {
    clearInterval(timer);
    server.emit('drip ended');
  });
}

const HANDLERS: Record<string, Handler> = {
  '/mail': (_request, response) => response.end('raw mail'),
  '/headers': (request, response) => response.end(JSON.stringify(request.headers)),
  '/redirect': (_request, response) => response.writeHead(302, { location: '/mail' }).end(),
  '/gzip': (_request, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('x'),
  '/gone': (_request, response) => response.writeHead(403).end('expired'),
  '/busy': (_request, response) => response.writeHead(503).end(),
  '/announced': (_request, response) =>
    response.writeHead(200, { 'content-length': 1_001 }).end('x'.repeat(1_001)),
  '/large': (_request, response) => {
    response.write('x'.repeat(900));
    response.end('x'.repeat(101));
  },
  '/full': (_request, response) => response.end('x'.repeat(1_000)),
  '/short': (_request, response) => {
    response.writeHead(200, { 'content-length': 500 });
    response.write('half', () => response.destroy());
  },
  '/chunk': (_request, response) => void response.write('half', () => response.destroy()),
  '/reset': (request) => request.socket.destroy(),
  '/silent': () => {},
  '/switch': ({ socket }) =>
    void socket.write('HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: x\r\n\r\nx'),
  '/stall': (_request, response) => void response.write('x'),
  '/drip': (_request, response) => drip(response, 40),
  '/echo': (request, response) => {
    void text(request).then((body) => response.writeHead(410).end(`${request.method} ${body}`));
  },
};

let server: Server;
let connections = 0;
let host: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    HANDLERS[(request.url ?? '').split('?')[0] ?? '']?.(request, response);
  });
  server.on('connection', () => connections++);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const download = (path: string, options = {}) =>
  openDownload(`http://${host}${path}?${SECRET}`, { ...LIMITS, allowedHosts: [host], ...options });

async function failureOf(attempt: Promise<unknown>): Promise<Error> {
  return attempt.then(
    () => new Error('nothing failed'),
    (error: Error) => error,
  );
}

describe('openDownload', () => {
  it('streams the body of an allow-listed host', async () => {
    const { headers, body } = await download('/mail');
    expect(headers['content-length']).toBe('8');
    expect(await text(body)).toBe('raw mail');
  });

  it('does not ask for compression', async () => {
    const sent = JSON.parse(await text((await download('/headers', { headers: { 'x-a': 'b' } })).body));
    expect(sent).toMatchObject({ host, 'x-a': 'b', 'accept-encoding': 'identity' });
  });

  it('takes exactly maxBytes', async () => {
    expect(await buffer((await download('/full')).body)).toHaveLength(1_000);
  });

  it.each([
    ['/redirect', 'redirect_refused', false],
    ['/gzip', 'encoding_refused', false],
    ['/gone', 'http_status', false],
    ['/busy', 'http_status', true],
    ['/announced', 'too_large', false],
    ['/large', 'too_large', false],
    ['/short', 'truncated', true],
    ['/chunk', 'truncated', true],
    ['/reset', 'network', true],
    ['/silent', 'timeout', true],
    ['/switch', 'network', true],
    ['/stall', 'timeout', true],
    ['/drip', 'timeout', true],
  ])('ends %s with %s', async (path, code, retryable) => {
    const limits = code === 'timeout' ? SHORT : {};
    const attempt = download(path, limits).then(({ body }) => buffer(body));
    const failure = await failureOf(attempt);
    expect(failure).toMatchObject({ name: 'OutboundError', code, retryable });
    expect(failure.message).not.toContain('secret');
  });

  it('keeps the status of a refusal', async () => {
    expect(await failureOf(download('/gone'))).toMatchObject({ status: 403 });
  });

  it('ends the connection when the body is destroyed unread', async () => {
    const ended = once(server, 'drip ended');
    const { body } = await download('/drip', { totalTimeoutMs: 60_000 });
    body.destroy();
    await ended;
    expect(body.destroyed).toBe(true);
  });

  it('ends a download that nobody reads when its time is up', async () => {
    const ended = once(server, 'drip ended');
    const { body } = await download('/drip', { totalTimeoutMs: 1_000 });
    await ended;
    expect(await failureOf(buffer(body))).toMatchObject({ code: 'timeout' });
  });
});

describe('the guard', () => {
  it('connects to nothing if a loopback host is not allow-listed', async () => {
    const before = connections;
    const urls = [
      `http://${host}/mail`,
      `https://${host}/mail`,
      'https://127.0.0.1/',
      `http://localhost:${host}/`,
    ];
    for (const url of urls) {
      expect((await failureOf(openDownload(url, LIMITS))).message).toMatch(/refused|no address/);
    }
    expect(connections).toBe(before);
  });

  it('connects to nothing if one of several addresses is private', async () => {
    const before = connections;
    const resolve = () => Promise.resolve(['93.184.216.34', '127.0.0.1']);
    const attempt = openDownload('https://rebind.test/', { ...LIMITS, resolve });
    expect(await failureOf(attempt)).toMatchObject({ code: 'address_refused' });
    expect(connections).toBe(before);
  });

  it('asks DNS once, so that a second answer cannot rebind the name', async () => {
    const before = connections;
    const answers = ['127.0.0.1', '10.0.0.1'];
    const asked: string[] = [];
    const resolve = (hostname: string) => {
      asked.push(hostname);
      return Promise.resolve([answers.shift() ?? '10.0.0.2']);
    };
    const port = host.split(':')[1];
    const name = `rebind.test:${port}`;
    const { body } = await openDownload(`http://${name}/mail`, { ...LIMITS, allowedHosts: [name], resolve });
    expect(await text(body)).toBe('raw mail');
    expect(asked).toEqual(['rebind.test']);
    expect(connections).toBe(before + 1);
  });

  it('never reaches loopback through a name that is first public and then private', async () => {
    const before = connections;
    const answers = ['3ffe::1']; // global unicast by its block, but not routed since 2006 (RFC 3701)
    const resolve = () => Promise.resolve([answers.shift() ?? '127.0.0.1']);
    const options = { ...LIMITS, connectTimeoutMs: 150, resolve };
    expect(await failureOf(openDownload('https://rebind.test/', options))).toMatchObject({ retryable: true });
    expect(await failureOf(openDownload('https://rebind.test/', options))).toMatchObject({
      code: 'address_refused',
    });
    expect(connections).toBe(before);
  });

  it('does not wait for DNS forever', async () => {
    const options = { ...LIMITS, connectTimeoutMs: 50, resolve: () => new Promise<string[]>(() => {}) };
    expect(await failureOf(openDownload('https://slow.test/', options))).toMatchObject({ code: 'timeout' });
  });
});

describe('guardedRequest', () => {
  const send = (path: string, options = {}) =>
    guardedRequest(`http://${host}${path}`, { ...LIMITS, allowedHosts: [host], method: 'POST', ...options });

  it('sends the body and returns any answer', async () => {
    const { status, body } = await send('/echo', { body: '{"a":1}' });
    expect({ status, body: body.toString() }).toEqual({ status: 410, body: 'POST {"a":1}' });
  });

  it('keeps the first maxBytes of a long answer', async () => {
    expect((await send('/large')).body).toHaveLength(1_000);
  });

  it.each([
    ['/redirect', 'redirect_refused'],
    ['/silent', 'timeout'],
    ['/reset', 'network'],
    ['/switch', 'network'],
  ])('ends %s with %s', async (path, code) => {
    expect(await failureOf(send(path, code === 'timeout' ? SHORT : {}))).toMatchObject({ code });
  });
});

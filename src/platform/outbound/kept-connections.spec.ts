import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { type AddressInfo, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { guardedRequest, openDownload } from './outbound.js';

const LIMITS = { maxBytes: 1_000, connectTimeoutMs: 2_000, idleTimeoutMs: 2_000, totalTimeoutMs: 5_000 };
/** Enough to find a connection on a machine that occasionally stalls for seconds. */
const TRIES = 20;

let server: Server;
let port: number;
let connections = 0;
const used = new WeakSet<Socket>();

beforeAll(async () => {
  server = createServer((request: IncomingMessage, response) => {
    const isUsed = used.has(request.socket);
    used.add(request.socket);
    if (request.url === '/closing' && isUsed) request.socket.destroy();
    else response.end(isUsed ? 'over a used connection' : 'over a new connection');
  });
  server.on('connection', () => connections++);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** Downloads by a name that resolves to these addresses. */
async function download(path: string, addresses = ['127.0.0.1']): Promise<string> {
  const host = `files.test:${port}`;
  const resolve = () => Promise.resolve(addresses);
  const { body } = await openDownload(`http://${host}${path}`, { ...LIMITS, allowedHosts: [host], resolve });
  return text(body);
}

async function downloadOverUsed(): Promise<void> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    if ((await download('/')) === 'over a used connection') return;
  }
  throw new Error('No connection was used again.');
}

describe('a kept connection', () => {
  it('is reused by a later download', async () => {
    await expect(downloadOverUsed()).resolves.toBeUndefined();
  });

  it('is not used if the name now leads elsewhere', async () => {
    await downloadOverUsed();
    const before = connections;
    await expect(download('/', ['127.0.0.2'])).rejects.toMatchObject({ retryable: true });
    await expect(download('/', ['127.0.0.2', '127.0.0.1'])).resolves.toBe('over a new connection');
    expect(connections).toBe(before + 1);
  });

  it('that the other side closes at that moment is replaced by a new one', async () => {
    await downloadOverUsed();
    expect(await download('/closing')).toBe('over a new connection');
  });

  it('is not used for what must not be sent twice', async () => {
    await downloadOverUsed();
    const host = `127.0.0.1:${port}`;
    const options = { ...LIMITS, allowedHosts: [host], method: 'POST' };
    const send = async () => (await guardedRequest(`http://${host}/`, options)).body.toString();
    expect([await send(), await send()]).toEqual(['over a new connection', 'over a new connection']);
  });
});

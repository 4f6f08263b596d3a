import { type EventEmitter, once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { DISMISSAL, GREETING } from './server-messages.fixture.js';
import { SteadyClient } from './steady-client.js';

let server: Server | undefined;
afterEach(() => {
  server?.close();
});

describe('a steady client', () => {
  it('survives a server that greets and dismisses it in one packet', async () => {
    server = createServer((socket) => {
      socket.once('data', () => socket.end(Buffer.concat([GREETING, DISMISSAL])));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const client = new SteadyClient({ host: '127.0.0.1', port: (server.address() as AddressInfo).port });
    // not events.once(), which rejects on the very error that must not matter
    const dismissed = new Promise((resolve) => client.once('end', resolve));
    await client.connect();
    await dismissed;
    await expect(client.query('SELECT 1')).rejects.toThrow(/not queryable|terminated/);
  });

  it('is cut if the server falls silent during a query, but not while idle', async () => {
    server = createServer((socket) => void socket.once('data', () => socket.write(GREETING))).listen(
      0,
      '127.0.0.1',
    );
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const client = new SteadyClient({ host: '127.0.0.1', port, silenceMs: 50 });
    await client.connect();
    const { connection } = client as unknown as { connection: { stream: EventEmitter } };
    await once(connection.stream, 'timeout');
    await expect(client.query('SELECT 1')).rejects.toThrow('the server fell silent');
  });
});

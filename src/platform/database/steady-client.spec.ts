import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { SteadyClient } from './steady-client.js';

/** AuthenticationOk and ReadyForQuery (PostgreSQL, "Message Formats"). */
const GREETING = Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 0, 0x5a, 0, 0, 0, 5, 0x49]);

/** ErrorResponse: severity FATAL, code 57P01 (terminated by an administrator). */
function dismissal(): Buffer {
  const fields = Buffer.from('SFATAL\0VFATAL\0C57P01\0Mterminating connection\0\0');
  const head = Buffer.from([0x45, 0, 0, 0, 0]);
  head.writeInt32BE(fields.length + 4, 1);
  return Buffer.concat([head, fields]);
}

let server: Server | undefined;
afterEach(() => {
  server?.close();
});

describe('a steady client', () => {
  it('lives on when the server greets and dismisses it in one packet', async () => {
    server = createServer((socket) => {
      socket.once('data', () => socket.end(Buffer.concat([GREETING, dismissal()])));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const client = new SteadyClient({ host: '127.0.0.1', port: (server.address() as AddressInfo).port });
    // not events.once(): it rejects on the very error that must not matter
    const dismissed = new Promise((resolve) => client.once('end', resolve));
    await client.connect();
    await dismissed;
    await expect(client.query('SELECT 1')).rejects.toThrow(/not queryable|terminated/);
  });
});

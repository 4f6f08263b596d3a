import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { afterEach, expect, it } from '@jest/globals';
import pg from 'pg';
import { isDatabaseUnavailable } from './database-errors.js';
import { complete, DISMISSAL, GREETING, READY } from './server-messages.fixture.js';
import { sessionsWith } from './session.js';
import { SteadyClient } from './steady-client.js';

let server: Server | undefined;
let pool: pg.Pool | undefined;
afterEach(async () => {
  await pool?.end();
  server?.close();
});

/** A pool whose server greets and answers the first statement with this. */
async function poolOnServer(answer: Buffer): Promise<pg.Pool> {
  server = createServer((socket) => {
    socket.once('data', () => {
      socket.write(GREETING);
      socket.once('data', () => socket.end(answer));
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  pool = new pg.Pool({
    host: '127.0.0.1',
    port,
    user: 'nobody',
    Client: SteadyClient,
    onConnect: sessionsWith({}),
  });
  pool.on('error', () => undefined);
  return pool;
}

it.each([
  ['while it settles', DISMISSAL],
  ['in the packet that ends it', Buffer.concat([complete('SET'), READY, DISMISSAL])],
])('a session that is ended %s is given to nobody', async (_, answer) => {
  const connecting = (await poolOnServer(answer)).connect();
  expect(isDatabaseUnavailable(await connecting.catch((error: unknown) => error))).toBe(true);
});

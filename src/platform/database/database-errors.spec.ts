import { describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { createServer } from 'node:net';
import pg from 'pg';
import { isDatabaseUnavailable, mayHaveHadEffect } from './database-errors.js';
import { getFreePort } from './embedded/free-port.js';
import { GREETING } from './server-messages.fixture.js';
import { sessionsWith } from './session.js';
import { SteadyClient } from './steady-client.js';

/** The error of pg for a server at this port, with a time limit of `ms`. */
async function refusal(port: number, ms: number, Kind: typeof pg.Client | typeof pg.Pool): Promise<unknown> {
  const client = new Kind({ host: '127.0.0.1', port, user: 'nobody', connectionTimeoutMillis: ms });
  return client.connect().then(
    () => null,
    (error: unknown) => error,
  );
}

describe.each([
  ['a client', pg.Client],
  ['a pool', pg.Pool],
])('the database is unavailable to %s', (_what, Kind) => {
  it('if nobody listens', async () => {
    expect(isDatabaseUnavailable(await refusal(await getFreePort(), 60_000, Kind))).toBe(true);
  });

  it('if it does not answer in time', async () => {
    const silent = createServer(() => undefined).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port } = silent.address() as { port: number };
    expect(isDatabaseUnavailable(await refusal(port, 50, Kind))).toBe(true);
    silent.close();
  });
});

it('the database is unavailable if a pooler accepts the connection but has no server behind it', async () => {
  const pooler = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => socket.write(GREETING));
  }).listen(0, '127.0.0.1');
  await once(pooler, 'listening');
  const { port } = pooler.address() as { port: number };
  const pool = new pg.Pool({
    host: '127.0.0.1',
    port,
    user: 'nobody',
    Client: SteadyClient,
    onConnect: sessionsWith({}, 50),
  });
  expect(isDatabaseUnavailable(await pool.connect().catch((error: unknown) => error))).toBe(true);
  await pool.end();
  pooler.close();
});

it('a wrong statement is not a connection failure', () => {
  expect(isDatabaseUnavailable(Object.assign(new Error('syntax error'), { code: '42601' }))).toBe(false);
});

it.each([
  [true, 'the server was stopped', { code: '57P01' }],
  [true, 'the connection broke off', { code: 'ECONNRESET' }],
  [true, 'nobody listens any more', { code: 'ECONNREFUSED', syscall: 'connect' }],
  [false, 'its disk is full', { code: '53100' }],
  [false, 'it is read-only', { code: '25006' }],
  [false, 'the row is there already', { code: '23505' }],
])('a statement may have taken effect: %s, if %s', (mayHave, reason, told) => {
  expect(mayHaveHadEffect(Object.assign(new Error(reason), told))).toBe(mayHave);
});

import { afterEach, describe, expect, it } from '@jest/globals';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { EMPTY, fatal, GREETING, READY } from './server-messages.fixture.js';
import { waitForDatabase } from './wait-for-database.js';

/**
 * Enough of PostgreSQL's protocol 3.0 to be waited for: `refusals` connections get that ErrorResponse, later ones
 * are let in (AuthenticationOk, ReadyForQuery) and get an empty answer to each query.
 */
function serve(port: number, refusal: string, refusals: number): Promise<Server> {
  let seen = 0;
  const answer = (socket: Socket) => {
    const refused = seen++ < refusals;
    socket.on('error', () => undefined);
    socket.once('data', () => {
      if (refused) return socket.end(fatal(refusal));
      socket.write(GREETING);
      socket.on('data', () => socket.write(Buffer.concat([EMPTY, READY])));
    });
  };
  return new Promise((resolve) => {
    const server = createServer(answer).listen(port, '127.0.0.1', () => resolve(server));
  });
}

const portOf = (server: Server) => (server.address() as AddressInfo).port;
const urlOf = (port: number) => `postgres://anna:secret@127.0.0.1:${port}/mail`;

describe('waitForDatabase', () => {
  const servers: Server[] = [];
  afterEach(() => servers.splice(0).forEach((server) => server.close()));
  const start = async (port: number, refusal: string, refusals: number) => {
    const server = await serve(port, refusal, refusals);
    servers.push(server);
    return server;
  };
  const logged: string[] = [];
  const log = (text: string, fields?: object) => void logged.push(`${text} ${JSON.stringify(fields)}`);
  afterEach(() => void logged.splice(0));

  it('logs nothing if the database is there', async () => {
    const server = await start(0, '', 0);
    await waitForDatabase(urlOf(portOf(server)), { log });
    expect(logged).toEqual([]);
  });

  it('waits while the database is starting, and logs the outage and its end once', async () => {
    const server = await start(0, '57P03', 3);
    await waitForDatabase(urlOf(portOf(server)), { log });
    expect(logged).toHaveLength(2);
    expect(logged[0]).toContain('waiting for the database');
    expect(logged[0]).toContain(`anna@127.0.0.1:${portOf(server)}/mail`);
    expect(logged[0]).not.toContain('secret');
    expect(logged[1]).toContain('the database is back');
  });

  it('waits for a server that is not there yet', async () => {
    const passing = await serve(0, '', 0);
    const port = portOf(passing);
    await new Promise((closed) => passing.close(closed));
    const startOnce = (text: string) => {
      log(text);
      if (text.startsWith('waiting')) void start(port, '', 0);
    };
    await waitForDatabase(urlOf(port), { log: startOnce });
    expect(logged).toHaveLength(2);
  });

  it('checks at least every 2 s, however long the outage is', async () => {
    const server = await start(0, '57P03', 7);
    // ticks only when this process runs, so not while a busy machine delays the one that waits
    let beats = 0;
    const heart = setInterval(() => (beats += 1), 100);
    const beatsBetween: number[] = [];
    server.on('connection', () => {
      beatsBetween.push(beats);
      beats = 0;
    });
    await waitForDatabase(urlOf(portOf(server)), { log });
    clearInterval(heart);
    expect(beatsBetween).toHaveLength(8);
    expect(Math.max(...beatsBetween)).toBeLessThan(20);
  });

  it.each([
    ['28P01', 'the user name or password is wrong (no entry today)'],
    ['3D000', 'the database does not exist (no entry today)'],
  ])('gives up at once on %s and says why', async (code, reason) => {
    const server = await start(0, code, 1);
    await expect(waitForDatabase(urlOf(portOf(server)), { log })).rejects.toThrow(
      `The database anna@127.0.0.1:${portOf(server)}/mail refuses us: ${reason}.`,
    );
  });

  it('gives up on an address that is not a URL', async () => {
    await expect(waitForDatabase('postgres://host:port/mail', { log })).rejects.toThrow(
      'the address is not a URL',
    );
  });

  it('rejects with the reason of its signal when aborted', async () => {
    const server = await start(0, '57P03', Infinity);
    const stop = new AbortController();
    const waiting = waitForDatabase(urlOf(portOf(server)), {
      log: () => stop.abort(new Error('shutting down')),
      signal: stop.signal,
    });
    await expect(waiting).rejects.toThrow('shutting down');
  });
});

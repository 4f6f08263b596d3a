import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DATABASE_UNAVAILABLE } from '../problem/common-problems.js';

const BODY = JSON.stringify({
  type: `/problems/${DATABASE_UNAVAILABLE.code}`,
  title: DATABASE_UNAVAILABLE.title,
  status: DATABASE_UNAVAILABLE.status,
  detail: 'The service waits for its database. Nothing was stored.',
});

/**
 * Answers every request with 503 while the service cannot start yet, so that providers try again and health checks
 * see more than a closed port.
 *
 * @returns closes it again; resolves with the port that it held
 */
export async function openWaitingRoom(port: number, host: string): Promise<() => Promise<number>> {
  const server = createServer((request, response) => {
    request.resume();
    const headers = {
      'content-type': 'application/problem+json; charset=utf-8',
      'retry-after': String(DATABASE_UNAVAILABLE.retryAfterSeconds),
      connection: 'close',
    };
    response.writeHead(DATABASE_UNAVAILABLE.status, headers).end(BODY);
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve));
  const held = (server.address() as AddressInfo).port;
  return async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    return held;
  };
}

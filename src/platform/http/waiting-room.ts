import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DATABASE_UNAVAILABLE } from '../problem/common-problems.js';
import { PROBLEM_MEDIA_TYPE, problemBody } from '../problem/problem-answer.js';
import { Problem } from '../problem/problem.js';
import { EVERY_ANSWER } from './every-answer.js';

const WAITS = new Problem(DATABASE_UNAVAILABLE, 'The service waits for its database. Nothing was stored.');

/**
 * Answers every request with 503 while the service cannot start yet, so that providers try again and health checks
 * see more than a closed port.
 *
 * @returns closes it again; resolves with the port that it held
 */
export async function openWaitingRoom(port: number, host: string): Promise<() => Promise<number>> {
  const server = createServer((request, response) => {
    request.resume();
    const id = randomUUID();
    const headers = {
      'content-type': PROBLEM_MEDIA_TYPE,
      'retry-after': String(WAITS.retryAfterSeconds),
      'x-request-id': id,
      ...EVERY_ANSWER,
      connection: 'close',
    };
    response.writeHead(WAITS.type.status, headers).end(problemBody(WAITS, { id, url: request.url! }));
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve));
  const held = (server.address() as AddressInfo).port;
  return async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    return held;
  };
}

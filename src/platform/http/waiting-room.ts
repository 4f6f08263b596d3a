import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { DATABASE_UNAVAILABLE } from '../problem/common-problems.js';
import { PROBLEM_MEDIA_TYPE, problemBody } from '../problem/problem-answer.js';
import { Problem } from '../problem/problem.js';
import { EVERY_ANSWER } from './every-answer.js';

const WAITS = new Problem(DATABASE_UNAVAILABLE, 'The service waits for its database. Nothing was stored.');

/** A start that takes longer than any does without a reason: a server that recovers, tables that are brought up to date. */
const LONG_START_MS = 5_000;

/**
 * Answers while the service cannot start yet, at its own address: that it is alive (it would wait again after each restart)
 * and not ready, and everything else with 503, so that providers try again. It stays closed as long as the start goes on as
 * usual: who sees a closed port asks another process.
 */
export class WaitingRoom {
  private readonly server: Server;
  private opening: Promise<unknown> | null = null;
  private readonly longStart: NodeJS.Timeout;

  constructor(
    private readonly port: number,
    private readonly host: string,
    /** What readiness says; an operator reads it, and so may anyone. */
    public reason = 'The service is starting.',
  ) {
    this.server = createServer((request, response) => this.answer(request, response));
    // a port that is taken is told when the service itself wants it
    this.longStart = setTimeout(() => void this.open().catch(() => undefined), LONG_START_MS);
  }

  /**
   * Resolves with the port that it holds.
   *
   * @throws the system's error, most of all that the port is taken
   */
  async open(): Promise<number> {
    this.opening ??= once(this.server.listen(this.port, this.host), 'listening');
    await this.opening;
    return (this.server.address() as { port: number }).port;
  }

  /** Closed it stays. Resolves when the port is free again. */
  async leave(): Promise<void> {
    clearTimeout(this.longStart);
    await this.opening?.catch(() => undefined);
    if (!this.server.listening) return;
    const closed = once(this.server, 'close');
    this.server.close();
    this.server.closeAllConnections();
    await closed;
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    request.resume();
    const id = randomUUID();
    const send = (status: number, type: string, body: string, headers: object = {}) =>
      response
        .writeHead(status, {
          'content-type': type,
          'x-request-id': id,
          ...EVERY_ANSWER,
          ...headers,
          connection: 'close',
        })
        .end(body);
    const sendJson = (status: number, body: object) =>
      send(status, 'application/json; charset=utf-8', JSON.stringify(body));
    const path = ['GET', 'HEAD'].includes(request.method!) ? request.url!.split('?')[0] : null;
    if (path === '/health/live') return void sendJson(200, { status: 'ok' });
    if (path === '/health/ready') return void sendJson(503, this.readiness());
    send(WAITS.type.status, PROBLEM_MEDIA_TYPE, problemBody(WAITS, { id, url: request.url! }), {
      'retry-after': String(WAITS.retryAfterSeconds),
    });
  }

  /** In the words of `GET /health/ready`. */
  private readiness(): object {
    return {
      status: 'unavailable',
      checks: { database: { ok: false, detail: this.reason } },
      alarms: [],
    };
  }
}

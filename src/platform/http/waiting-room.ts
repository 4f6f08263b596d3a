import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { DATABASE_UNAVAILABLE } from '../problem/common-problems.js';
import { PROBLEM_MEDIA_TYPE, problemBody } from '../problem/problem-answer.js';
import { Problem } from '../problem/problem.js';
import { EVERY_ANSWER } from './every-answer.js';

const WAITS = new Problem(DATABASE_UNAVAILABLE, 'The service waits for its database. Nothing was stored.');

/** Longer than any ordinary start: a server is recovering, or tables are being migrated. */
const LONG_START_MS = 5_000;

/**
 * Answers at the service's address while it cannot start yet: it is alive (a restart would only wait again), not ready,
 * and everything else gets 503, so that providers try again. The port stays closed while a start takes the usual time:
 * a caller that finds it closed asks another process.
 */
export class WaitingRoom {
  private readonly server: Server;
  private opening: Promise<unknown> | null = null;
  private readonly longStart: NodeJS.Timeout;

  constructor(
    private readonly port: number,
    private readonly host: string,
    /** What readiness reports; operators read it, and so may anyone. */
    public reason = 'The service is starting.',
  ) {
    this.server = createServer((request, response) => this.answer(request, response));
    // if the port is taken, the service itself reports it later
    this.longStart = setTimeout(() => void this.open().catch(() => undefined), LONG_START_MS);
  }

  /**
   * Resolves with the port that it listens on.
   *
   * @throws the system's error, usually that the port is taken
   */
  async open(): Promise<number> {
    this.opening ??= once(this.server.listen(this.port, this.host), 'listening');
    await this.opening;
    return (this.server.address() as { port: number }).port;
  }

  /** Closes it for good. Resolves when the port is free again. */
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

  /** The form of `GET /health/ready`. */
  private readiness(): object {
    return {
      status: 'unavailable',
      checks: { database: { ok: false, detail: this.reason } },
      alarms: [],
    };
  }
}

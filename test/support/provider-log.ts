import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { Simulator } from './simulator.js';

/** One call of the provider's API; downloads do not count. */
interface LoggedCall {
  /** Time of arrival, ms since 1970. */
  at: number;
  call: string;
  status: number;
}

/** Stands between one process and the simulator and records the process's calls. */
export class ProviderLog {
  readonly calls: LoggedCall[] = [];

  private constructor(
    readonly url: string,
    private readonly server: Server,
  ) {}

  static async before(simulator: Simulator): Promise<ProviderLog> {
    const server = createServer((request, response) => void log.passOn(simulator.url, request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const log = new ProviderLog(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, server);
    return log;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async passOn(url: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const at = Date.now();
    const [method, path] = [request.method!, request.url!];
    const body = await buffer(request);
    const headers = request.headers as Record<string, string>;
    const answer = await fetch(url + path, {
      method,
      headers: Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP.includes(name))),
      body: body.length === 0 ? undefined : new Uint8Array(body),
    });
    const bytes = Buffer.from(await answer.arrayBuffer());
    const isCall = !path.startsWith('/_cdn/');
    if (isCall) this.calls.push({ at, call: `${method} ${path.split('?')[0]}`, status: answer.status });
    // links must lead through here too
    const sent = isCall ? Buffer.from(bytes.toString().replaceAll(url, this.url)) : bytes;
    const told = [...answer.headers].filter(([name]) => !HOP.includes(name));
    response
      .writeHead(answer.status, { ...Object.fromEntries(told), 'content-length': sent.length })
      .end(sent);
  }
}

/** Headers that concern a single connection. */
const HOP = ['host', 'connection', 'content-length', 'transfer-encoding', 'keep-alive', 'content-encoding'];

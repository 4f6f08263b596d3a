import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { eventually } from './eventually.js';

/** A provider that answers a mail that it is handed when the test says so, and how. Everything else it does not know. */
export class SlowProvider {
  private readonly waiting: ServerResponse[] = [];

  private constructor(private readonly server: Server) {}

  static async start(): Promise<SlowProvider> {
    const server = createServer((request, response) => {
      if (request.method === 'POST' && request.url === '/emails') provider.waiting.push(response);
      else response.writeHead(404, { 'content-type': 'application/json' }).end('{"statusCode":404}');
    });
    const provider = new SlowProvider(server);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return provider;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** The answer that somebody waits for. */
  asked(): Promise<ServerResponse> {
    return eventually(() => Promise.resolve(this.waiting.shift() ?? null));
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/**
 * Stands between a service and its database, and cuts a connection when it is about to say something: what the database
 * would see as a client that is gone, and the service as a database that is. So often, then everything passes.
 */
export class WireCut {
  private constructor(
    private readonly server: Server,
    readonly databaseUrl: string,
    private readonly words: string,
    private left: number,
  ) {}

  /** @param words that cut, as they stand on the wire; empty for any */
  static async before(databaseUrl: string, words: string, times: number): Promise<WireCut> {
    const { hostname, port } = new URL(databaseUrl);
    const server = createServer((client) => cut.join(client, connect(Number(port), hostname)));
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const url = new URL(databaseUrl);
    url.port = String((server.address() as AddressInfo).port);
    const cut = new WireCut(server, url.href, words, times);
    return cut;
  }

  /** All cuts were made. */
  get isSpent(): boolean {
    return this.left === 0;
  }

  remove(): void {
    this.server.close();
  }

  private join(client: Socket, database: Socket): void {
    client.on('data', (chunk: Buffer) => {
      if (this.left === 0 || !chunk.includes(this.words)) return database.write(chunk);
      this.left -= 1;
      return client.destroy();
    });
    database.on('data', (chunk) => client.write(chunk));
    for (const [one, other] of [
      [client, database],
      [database, client],
    ] as const) {
      one.on('error', () => other.destroy()).on('close', () => other.destroy());
    }
  }
}

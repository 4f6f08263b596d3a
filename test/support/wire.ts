import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** What happens to the bytes of one direction of one connection. */
export type Forward = (chunk: Buffer) => unknown;

/** Stands between programs and their database. What the database sends passes unchanged, unless a subclass listens. */
export abstract class Wire {
  /** The address for the programs; known once `before` has resolved. */
  databaseUrl: string;
  private server: Server;

  /** Called once for each connection. */
  protected abstract forward(client: Socket, database: Socket): Forward;

  /** Called once for each connection. */
  protected backward(client: Socket): Forward {
    return (chunk) => client.write(chunk);
  }

  async before(databaseUrl: string): Promise<this> {
    const { hostname, port } = new URL(databaseUrl);
    this.server = createServer((client) => this.join(client, connect(Number(port), hostname)));
    this.databaseUrl = await this.listen(this.server, new URL(databaseUrl));
    return this;
  }

  /** @returns the database's address at this end of the wire */
  protected async listen(server: Server, database: URL): Promise<string> {
    await once(server.listen(0, '127.0.0.1'), 'listening');
    database.port = String((server.address() as AddressInfo).port);
    return database.href;
  }

  remove(): void {
    this.server.close();
  }

  private join(client: Socket, database: Socket): void {
    client.on('data', this.forward(client, database));
    database.on('data', this.backward(client));
    for (const [one, other] of [
      [client, database],
      [database, client],
    ] as const) {
      one.on('error', () => other.destroy()).on('close', () => other.destroy());
    }
  }
}

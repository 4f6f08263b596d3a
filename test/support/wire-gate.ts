import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** Name of the prepared statement that stores events. */
const STATEMENT = 'store-deliveries';

/**
 * Stands between a service and its database. While it is closed, statements that store events do not get through: the
 * database has come to a halt, as it seems. Everything else passes, and no time limit of the server runs.
 */
export class WireGate {
  private isOpen = true;
  private readonly held = new Map<Socket, Buffer[]>();

  private constructor(
    private readonly server: Server,
    readonly databaseUrl: string,
  ) {}

  static async before(databaseUrl: string): Promise<WireGate> {
    const { hostname, port } = new URL(databaseUrl);
    const server = createServer((client) => gate.join(client, connect(Number(port), hostname)));
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const url = new URL(databaseUrl);
    url.port = String((server.address() as AddressInfo).port);
    const gate = new WireGate(server, url.href);
    return gate;
  }

  close(): void {
    this.isOpen = false;
  }

  open(): void {
    this.isOpen = true;
    for (const [database, chunks] of this.held) for (const chunk of chunks) database.write(chunk);
    this.held.clear();
  }

  /** Commits that wait in front of it. */
  get waiting(): number {
    return this.held.size;
  }

  remove(): void {
    this.server.close();
  }

  private join(client: Socket, database: Socket): void {
    client.on('data', (chunk: Buffer) => this.pass(database, chunk));
    database.on('data', (chunk) => client.write(chunk));
    for (const [one, other] of [
      [client, database],
      [database, client],
    ] as const) {
      one.on('error', () => other.destroy()).on('close', () => other.destroy());
    }
  }

  private pass(database: Socket, chunk: Buffer): void {
    const behind = this.held.get(database);
    if (behind !== undefined) behind.push(chunk);
    else if (!this.isOpen && chunk.includes(STATEMENT)) this.held.set(database, [chunk]);
    else database.write(chunk);
  }
}

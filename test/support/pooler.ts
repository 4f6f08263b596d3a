import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import pg from 'pg';
import { GREETING, READY } from '../../src/platform/database/server-messages.fixture.js';

/** Terminate (PostgreSQL, "Message Formats"). */
const FAREWELL = 'X'.charCodeAt(0);

/** Pools transactions: all clients take turns in one session, switching at each ReadyForQuery. */
export class Pooler {
  private turn: Socket | null = null;
  private readonly waiting: { client: Socket; chunk: Buffer }[] = [];

  private constructor(
    private readonly session: Socket,
    private readonly server: Server,
    /** The address for the programs under test. */
    readonly databaseUrl: string,
  ) {
    session.on('data', (chunk) => this.answer(chunk));
    server.on('connection', (client) => this.greet(client));
  }

  static async before(databaseUrl: string): Promise<Pooler> {
    const server = createServer();
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const url = new URL(databaseUrl);
    url.port = String((server.address() as AddressInfo).port);
    return new Pooler(await login(databaseUrl), server, url.href);
  }

  remove(): void {
    this.server.close();
    this.session.destroy();
  }

  private greet(client: Socket): void {
    client
      .on('error', () => undefined)
      .once('data', () => {
        client.write(GREETING);
        client.on('data', (chunk) => (chunk[0] === FAREWELL ? client.end() : this.ask(client, chunk)));
      });
  }

  private ask(client: Socket, chunk: Buffer): void {
    if (this.turn !== null && this.turn !== client) {
      this.waiting.push({ client, chunk });
    } else {
      this.turn = client;
      this.session.write(chunk);
    }
  }

  private answer(chunk: Buffer): void {
    this.turn?.write(chunk);
    if (!chunk.subarray(-READY.length).equals(READY)) return;
    this.turn = null;
    const next = this.waiting.shift();
    if (next !== undefined) this.ask(next.client, next.chunk);
  }
}

/** A session that has not been used yet. */
async function login(databaseUrl: string): Promise<Socket> {
  const client = new pg.Client({ connectionString: databaseUrl });
  client.on('error', () => undefined);
  await client.connect();
  return (client as unknown as { connection: { stream: Socket } }).connection.stream.removeAllListeners(
    'data',
  );
}

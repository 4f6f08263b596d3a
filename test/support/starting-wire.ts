import type { Socket } from 'node:net';
import { DISMISSAL, fatal } from '../../src/platform/database/server-messages.fixture.js';
import { type Forward, Wire } from './wire.js';

/** cannot_connect_now: the server is starting, and recovering from a crash. */
const STARTING = fatal('57P03');

/** Stands before a database that crashes on demand and is starting from then on. */
export class StartingWire extends Wire {
  /** Number of refused connections. */
  refused = 0;
  private isStarting = false;
  private readonly clients = new Set<Socket>();

  crash(): void {
    this.isStarting = true;
    for (const client of this.clients) client.end(DISMISSAL);
  }

  start(): void {
    this.isStarting = false;
  }

  protected forward(client: Socket, database: Socket): Forward {
    if (this.isStarting) return () => this.refuse(client);
    this.clients.add(client);
    client.on('close', () => this.clients.delete(client));
    return (chunk) => database.write(chunk);
  }

  private refuse(client: Socket): void {
    this.refused += 1;
    client.end(STARTING);
  }
}

import type { Socket } from 'node:net';
import { DISMISSAL, fatal } from '../../src/platform/database/server-messages.fixture.js';
import { type Forward, Wire } from './wire.js';

/** cannot_connect_now: the server starts, and recovers what a crash left. */
const STARTING = fatal('57P03');

/** In front of a database that crashes when it is told to, and from then on is starting. */
export class StartingWire extends Wire {
  /** Connections that were refused. */
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

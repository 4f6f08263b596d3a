import type { Socket } from 'node:net';
import { type Forward, Wire } from './wire.js';

/** Name of the prepared statement that stores events. */
const STATEMENT = 'store-deliveries';

/**
 * While it is closed, statements that store events do not get through, as if the database had stopped. Everything else
 * passes, and no time limit of the server is running.
 */
export class WireGate extends Wire {
  private isOpen = true;
  private readonly held = new Map<Socket, Buffer[]>();

  close(): void {
    this.isOpen = false;
  }

  open(): void {
    this.isOpen = true;
    for (const [database, chunks] of this.held) for (const chunk of chunks) database.write(chunk);
    this.held.clear();
  }

  /** Number of commits that wait here. */
  get waiting(): number {
    return this.held.size;
  }

  protected forward(_client: Socket, database: Socket): Forward {
    return (chunk) => this.pass(database, chunk);
  }

  private pass(database: Socket, chunk: Buffer): void {
    const behind = this.held.get(database);
    if (behind !== undefined) behind.push(chunk);
    else if (!this.isOpen && chunk.includes(STATEMENT)) this.held.set(database, [chunk]);
    else database.write(chunk);
  }
}

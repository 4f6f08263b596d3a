import type { Socket } from 'node:net';
import { type Forward, Wire } from './wire.js';

/**
 * Cuts a connection when it is about to say something: what the database would see as a client that is gone, and the
 * service as a database that is. So often, then everything passes.
 */
export class WireCut extends Wire {
  /** @param words that cut, as they stand on the wire; empty for any */
  constructor(
    private readonly words: string,
    private left: number,
  ) {
    super();
  }

  /** All cuts were made. */
  get isSpent(): boolean {
    return this.left === 0;
  }

  protected forward(client: Socket, database: Socket): Forward {
    return (chunk) => {
      if (this.left === 0 || !chunk.includes(this.words)) return database.write(chunk);
      this.left -= 1;
      return client.destroy();
    };
  }
}

import type { Socket } from 'node:net';
import { type Forward, Wire } from './wire.js';

/**
 * Cuts connections that are about to send certain words: to the database the client is gone, to the service the
 * database is. After a number of cuts everything passes.
 */
export class WireCut extends Wire {
  /** @param words that cause a cut, as sent on the wire; empty for any */
  constructor(
    private readonly words: string,
    private left: number,
  ) {
    super();
  }

  /** Whether all cuts have been made. */
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

import type { Socket } from 'node:net';
import { fatal } from '../../src/platform/database/server-messages.fixture.js';
import { type Forward, Wire } from './wire.js';

/** too_many_connections */
const NONE_LEFT = fatal('53300');

/** In front of a database that has no connections left for one kind of client: one that listens for news keeps what it has. */
export class WireOfFew extends Wire {
  private isShut = false;

  /** @param kind what they call themselves (`application_name`) */
  constructor(private readonly kind: string) {
    super();
  }

  /** From here on none gets in, and those that are there have to go when they ask for something. */
  shut(): void {
    this.isShut = true;
  }

  open(): void {
    this.isShut = false;
  }

  protected forward(client: Socket, database: Socket): Forward {
    let isOfKind = false;
    return (chunk) => {
      isOfKind ||= chunk.includes(`\0${this.kind}\0`);
      return this.isShut && isOfKind ? client.end(NONE_LEFT) : database.write(chunk);
    };
  }
}

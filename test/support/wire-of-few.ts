import type { Socket } from 'node:net';
import { fatal } from '../../src/platform/database/server-messages.fixture.js';
import { type Forward, Wire } from './wire.js';

/** too_many_connections */
const NONE_LEFT = fatal('53300');

/** Stands before a database that has no connections left for one kind of client; others keep theirs. */
export class WireOfFew extends Wire {
  private isShut = false;

  /** @param kind their `application_name` */
  constructor(private readonly kind: string) {
    super();
  }

  /** From now on new clients of this kind are refused, and existing ones are disconnected at their next statement. */
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

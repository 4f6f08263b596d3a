import type { Socket } from 'node:net';
import { DISMISSAL } from '../../src/platform/database/server-messages.fixture.js';
import { type Forward, Wire } from './wire.js';

/** CommandComplete and NotificationResponse (PostgreSQL, "Message Formats"). */
const LISTENS = 'LISTEN\0';
const NOTIFICATION = 'A'.charCodeAt(0);

interface Mishap {
  /** Number of sessions to end when they send LISTEN. */
  sessions: number;
  /** Whether their LISTEN is answered first, in the same packet. */
  isAnswered: boolean;
  /** Whether sessions that listen afterwards get no notifications. */
  isMute?: boolean;
}

/** Ends sessions that send LISTEN. */
export class WireOfListeners extends Wire {
  /** Number of listening sessions that were not ended. */
  listening = 0;

  constructor(private readonly mishap: Mishap) {
    super();
  }

  protected forward(_client: Socket, database: Socket): Forward {
    return (chunk) => database.write(chunk);
  }

  protected override backward(client: Socket): Forward {
    return (chunk) => {
      if (this.mishap.isMute && chunk[0] === NOTIFICATION) return;
      if (!chunk.includes(LISTENS)) return client.write(chunk);
      if (this.mishap.sessions > 0) return this.dismiss(client, chunk);
      this.listening += 1;
      return client.write(chunk);
    };
  }

  private dismiss(client: Socket, answer: Buffer): void {
    this.mishap.sessions -= 1;
    client.end(this.mishap.isAnswered ? Buffer.concat([answer, DISMISSAL]) : DISMISSAL);
  }
}

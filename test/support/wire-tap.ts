import type { Socket } from 'node:net';
import { type Forward, Wire } from './wire.js';

/** What a connection sent and got answered before it sent the next (PostgreSQL, 54.2). */
export interface RoundTrip {
  connection: number;
  sql: string;
}

const PROTOCOL_3 = 196_608;
const HEADER_BYTES = 5;

/** Records how connections start, and each round trip of programs with a given name. */
export class WireTap extends Wire {
  readonly roundTrips: RoundTrip[] = [];
  /** Names of all settings sent in startup messages. */
  readonly toldAtFirst = new Set<string>();
  private connections = 0;

  /** @param application their `application_name` */
  constructor(private readonly application: string) {
    super();
  }

  protected forward(_client: Socket, database: Socket): Forward {
    const note = this.listener((this.connections += 1));
    return (chunk) => {
      note(chunk);
      database.write(chunk);
    };
  }

  private listener(connection: number): (chunk: Buffer) => void {
    let rest: Buffer = Buffer.alloc(0);
    let isNamed: boolean | null = null;
    let bound = '';
    const prepared = new Map<string, string>();
    const take = (type: string, body: Buffer) => {
      const [first = '', second = ''] = body.toString('latin1').split('\0');
      if (type === 'P') prepared.set(first, second);
      if (type === 'B') bound = prepared.get(second)!;
      if (isNamed && type === 'Q') this.roundTrips.push({ connection, sql: first.trim() });
      if (isNamed && type === 'S') this.roundTrips.push({ connection, sql: bound.trim() });
    };
    return (chunk) => {
      rest = Buffer.concat([rest, chunk]);
      if (isNamed === null && rest.length >= 8 && rest.length >= rest.readInt32BE(0)) {
        const length = rest.readInt32BE(0);
        const isStartup = rest.readInt32BE(4) === PROTOCOL_3;
        const told = isStartup ? rest.toString('latin1', 8, length).split('\0') : [];
        for (let at = 0; told[at]; at += 2) this.toldAtFirst.add(told[at]!);
        isNamed = told[told.indexOf('application_name') + 1] === this.application;
        rest = rest.subarray(length);
      }
      while (isNamed !== null && rest.length >= HEADER_BYTES && rest.length > rest.readInt32BE(1)) {
        const end = rest.readInt32BE(1) + 1;
        take(rest.toString('latin1', 0, 1), rest.subarray(HEADER_BYTES, end));
        rest = rest.subarray(end);
      }
    };
  }
}

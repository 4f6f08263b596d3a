import { channel } from 'node:diagnostics_channel';
import type { EventEmitter } from 'node:events';
import type { Socket } from 'node:net';
import pg from 'pg';
import { DATABASE } from '../outages/mainstay.js';

/** Every error that the server reports to one of our connections, whoever handles it: `{code, message, …}`. */
export const SERVER_ERRORS = channel('postroom:database-errors');

/** The server is there but stores nothing: read_only_sql_transaction, disk_full. */
const NOTHING_STORED = new Set<string | undefined>(['25006', '53100']);

export interface SteadyConfig extends pg.ClientConfig {
  /**
   * Longest silence of a server that owes an answer; then the connection is cut. A host that is gone sends nothing to
   * say so, and the kernel waits a quarter of an hour. Must be longer than the slowest statement may take.
   */
  silenceMs?: number;
}

/** Private parts of pg. */
interface Internals {
  connection: EventEmitter & { stream: Socket };
  _ending: boolean;
  _activeQuery: unknown;
  _sentQueryQueue: unknown[];
}

/**
 * A connection whose loss rejects what runs on it and does nothing else. Pools and libraries listen for a client's
 * errors only most of the time. A connection lost in between (the server may greet and dismiss it in one packet) would
 * end the process with an unhandled `error` event.
 */
export class SteadyClient extends pg.Client {
  constructor(config?: string | SteadyConfig) {
    super(config);
    this.on('error', () => undefined);
    const { connection } = this.internals;
    connection.on('errorMessage', (error: { code?: string }) => {
      SERVER_ERRORS.publish(error);
      if (NOTHING_STORED.has(error.code)) DATABASE.doubt();
    });
    connection.once('end', () => {
      if (!this.internals._ending) DATABASE.doubt();
    });
    const silenceMs = typeof config === 'object' ? config.silenceMs : undefined;
    if (silenceMs !== undefined) this.once('connect', () => this.cutWhenSilent(silenceMs));
  }

  private cutWhenSilent(silenceMs: number): void {
    const { stream } = this.internals.connection;
    stream.setTimeout(silenceMs).on('timeout', () => {
      if (this.isAsking()) stream.destroy(new Error('Connection terminated: the server fell silent'));
    });
  }

  private isAsking(): boolean {
    const { _activeQuery, _sentQueryQueue } = this.internals;
    return Boolean(_activeQuery) || _sentQueryQueue.length > 0;
  }

  private get internals(): Internals {
    return this as unknown as Internals;
  }
}

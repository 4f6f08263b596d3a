import { channel } from 'node:diagnostics_channel';
import type { EventEmitter } from 'node:events';
import pg from 'pg';
import { DATABASE } from '../outages/mainstay.js';

/** Every error that the server tells one of our connections, whoever handles it: `{code, message, …}`. */
export const SERVER_ERRORS = channel('postroom:database-errors');

/** The server is there and takes nothing: read_only_sql_transaction, disk_full. */
const NOTHING_STORED = new Set<string | undefined>(['25006', '53100']);

/**
 * A connection whose loss rejects what runs on it, and no more. Pools and libraries listen for a client's errors only
 * most of the time: one that is cut in between (the server may greet and dismiss it in one packet) would end the
 * process by an unhandled `error` event.
 */
export class SteadyClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    this.on('error', () => undefined);
    const { connection } = this as unknown as { connection: EventEmitter };
    connection.on('errorMessage', (error: { code?: string }) => {
      SERVER_ERRORS.publish(error);
      if (NOTHING_STORED.has(error.code)) DATABASE.doubt();
    });
    connection.once('end', () => {
      if (!this.isEndedByUs()) DATABASE.doubt();
    });
  }

  private isEndedByUs(): boolean {
    return (this as unknown as { _ending: boolean })._ending;
  }
}

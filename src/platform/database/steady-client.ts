import pg from 'pg';

/**
 * A connection whose loss rejects what runs on it, and no more. Pools and libraries listen for a client's errors only
 * most of the time: one that is cut in between (the server may greet and dismiss it in one packet) would end the
 * process by an unhandled `error` event.
 */
export class SteadyClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    this.on('error', () => undefined);
  }
}

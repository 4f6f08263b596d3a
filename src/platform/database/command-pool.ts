import type { OnApplicationShutdown } from '@nestjs/common';
import pg from 'pg';
import { poolOptions } from './data-source.js';

/** A process runs fewer commands than this at once; any more wait here. */
const MAX_CONNECTIONS = 4;

/**
 * Connections for commands (`runCommand`) only, so that webhooks do not wait for what the API asks of the database.
 * Also, pg accepts queries of our own class only where none is sent before the previous one is answered, unlike on the
 * DataSource's connections.
 */
export class CommandPool extends pg.Pool implements OnApplicationShutdown {
  constructor(url: string) {
    super({ ...poolOptions(MAX_CONNECTIONS), connectionString: url });
    this.on('error', () => undefined); // a connection lost while idle is replaced
  }

  onApplicationShutdown(): Promise<void> {
    return this.end();
  }
}

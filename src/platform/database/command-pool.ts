import type { OnApplicationShutdown } from '@nestjs/common';
import pg from 'pg';
import { poolOptions } from './data-source.js';

/** Commands of one process at once are fewer; what comes beyond waits here. */
const MAX_CONNECTIONS = 4;

/**
 * Connections for commands (`runCommand`) alone: webhooks do not wait for what the API asks of the database, and pg takes
 * queries of a class of ours only where none is sent before the last was answered, as on the DataSource's connections.
 */
export class CommandPool extends pg.Pool implements OnApplicationShutdown {
  constructor(url: string) {
    super({ ...poolOptions(MAX_CONNECTIONS), connectionString: url });
    this.on('error', () => undefined); // one that is lost while it is idle is replaced
  }

  onApplicationShutdown(): Promise<void> {
    return this.end();
  }
}

import { Redis, type RedisOptions } from 'ioredis';
import { REDIS } from '../outages/mainstay.js';

/**
 * A connection that can be ended at any moment. ioredis waits for its socket to close; between two tries to connect again
 * there is none, so it would wait for ever, and a worker whose Redis is away could not be closed.
 */
export class SteadyRedis extends Redis {
  constructor(options: RedisOptions) {
    super(options);
    this.on('reconnecting', () => REDIS.doubt());
  }

  override disconnect(reconnect = false): void {
    // a connection that was never begun is the state in which ioredis has no socket to wait for
    if (this.status === 'reconnecting' && !reconnect) this.status = 'wait';
    super.disconnect(reconnect);
  }
}

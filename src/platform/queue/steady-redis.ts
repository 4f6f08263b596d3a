import { Redis, type RedisOptions } from 'ioredis';
import { REDIS } from '../outages/mainstay.js';

/**
 * A connection that can be ended at any moment. ioredis waits for its socket to close, but between two attempts to
 * reconnect there is none: it would wait for ever, and a worker whose Redis is away could not be closed.
 */
export class SteadyRedis extends Redis {
  constructor(options: RedisOptions) {
    super(options);
    this.on('reconnecting', () => REDIS.doubt());
  }

  override disconnect(reconnect = false): void {
    // `wait` (never connected) is the state in which ioredis has no socket to wait for
    if (this.status === 'reconnecting' && !reconnect) this.status = 'wait';
    super.disconnect(reconnect);
  }
}

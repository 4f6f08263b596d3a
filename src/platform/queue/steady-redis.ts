import { Redis } from 'ioredis';

/**
 * A connection that can be ended at any moment. ioredis waits for its socket to close; between two tries to connect again
 * there is none, so it would wait for ever, and a worker whose Redis is away could not be closed.
 */
export class SteadyRedis extends Redis {
  override disconnect(reconnect = false): void {
    // a connection that was never begun is the state in which ioredis has no socket to wait for
    if (this.status === 'reconnecting' && !reconnect) this.status = 'wait';
    super.disconnect(reconnect);
  }
}

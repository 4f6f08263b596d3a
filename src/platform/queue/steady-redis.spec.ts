import { describe, expect, it } from '@jest/globals';
import { getFreePort } from '../database/embedded/free-port.js';
import { SteadyRedis } from './steady-redis.js';

describe('SteadyRedis', () => {
  it('can end between two attempts to connect, and whatever waits for the connection is refused', async () => {
    const redis = new SteadyRedis({
      host: '127.0.0.1',
      port: await getFreePort(), // nobody listens there
      retryStrategy: () => 3_600_000,
      maxRetriesPerRequest: null,
    });
    redis.on('error', () => undefined);
    await new Promise((resolve) => redis.once('reconnecting', resolve));
    const waiting = redis.get('key');
    const ended = new Promise((resolve) => redis.once('end', resolve));
    redis.disconnect();
    await ended;
    await expect(waiting).rejects.toThrow('Connection is closed.');
  });
});

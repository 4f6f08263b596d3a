import { Redis } from 'ioredis';

const ANSWER_TIMEOUT_MS = 1_000;

/** Tries to get an answer. @returns why that fails, for a log; null if it succeeds */
export async function whyRedisIsAway(url: string): Promise<string | null> {
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: ANSWER_TIMEOUT_MS,
    commandTimeout: ANSWER_TIMEOUT_MS,
    enableReadyCheck: false,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
  // a failed connection rejects with "Connection is closed."; only its event has the reason
  let why: string | null = null;
  redis.on('error', (error) => (why ??= reasonOf(error)));
  try {
    await redis.connect();
    await redis.ping();
    return null;
  } catch (error) {
    return why ?? reasonOf(error as Error);
  } finally {
    redis.disconnect();
  }
}

/** If a name has two addresses, the failure is an AggregateError, whose own message is empty. */
const reasonOf = (error: NodeJS.ErrnoException): string => error.message || (error.code ?? error.name);

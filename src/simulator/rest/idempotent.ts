import { createHash } from 'node:crypto';
import { ApiError } from '../api-error.js';
import type { Answer, ApiRequest } from '../http.js';
import type { Handler } from '../router.js';
import type { World } from '../world.js';

/** How long a key is remembered, ms (resend.com/docs: idempotency keys). */
const KEY_LIFE_MS = 24 * 3_600_000;
const MAX_KEY_CHARS = 256;

/**
 * Wraps a handler so that a repeated Idempotency-Key gets the first answer again. The first request counts as in flight
 * until its answer is written; one that fails leaves no trace.
 */
export function idempotently(route: string, handle: Handler): Handler {
  return async (request, world) => {
    const key = readKey(request);
    if (key === null) return handle(request, world);
    const name = `${route} ${key}`;
    const bodyHash = createHash('sha256').update(request.body).digest('hex');
    const earlier = findEarlier(name, bodyHash, world);
    if (earlier) return earlier;

    const entry = { bodyHash, atMs: world.clock.nowMs(), answer: null as Answer | null };
    world.idempotent.set(name, entry);
    try {
      const answer = await handle(request, world);
      return { ...answer, sent: () => void (entry.answer = answer) };
    } catch (error) {
      world.idempotent.delete(name);
      throw error;
    }
  };
}

function findEarlier(name: string, bodyHash: string, world: World): Answer | null {
  const entry = world.idempotent.get(name);
  if (!entry || world.clock.nowMs() - entry.atMs >= KEY_LIFE_MS) return null;
  if (entry.bodyHash !== bodyHash)
    throw new ApiError(
      'invalid_idempotent_request',
      'This idempotency key was used with another request body.',
    );
  if (!entry.answer)
    throw new ApiError(
      'concurrent_idempotent_requests',
      'A request with this idempotency key is in progress.',
    );
  return entry.answer;
}

function readKey(request: ApiRequest): string | null {
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string') return null;
  if (key.length < 1 || key.length > MAX_KEY_CHARS)
    throw new ApiError(
      'invalid_idempotency_key',
      `The idempotency key must have 1 to ${MAX_KEY_CHARS} characters.`,
    );
  return key;
}

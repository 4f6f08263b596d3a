import { setTimeout as pause } from 'node:timers/promises';
import { TransientProviderError } from '../../providers/provider-errors.js';
import type { SuppressionsApi } from '../../providers/suppressions.js';

/** Refusals of one call after which the run ends; the next run starts over. */
const MAX_REFUSALS = 30;

/** A longer wait means a used-up quota, not a busy moment. */
const MAX_WAIT_MS = 60_000;

const TICK_MS = 1_000;

/**
 * An API whose calls wait while the provider limits the rate. If each 429 ended a comparison, none would finish during
 * a storm of mail.
 *
 * @param beat called while it waits; throws to end the wait
 */
export function patient(api: SuppressionsApi, beat: () => Promise<void>): SuppressionsApi {
  const insist = async <T>(ask: () => Promise<T>): Promise<T> => {
    for (let refusals = 1; ; refusals += 1) {
      try {
        return await ask();
      } catch (error) {
        const waitMs = waitAfter(error);
        if (waitMs === null || refusals === MAX_REFUSALS) throw error;
        for (let waited = 0; waited < waitMs; waited += TICK_MS) {
          await beat();
          await pause(Math.min(TICK_MS, waitMs - waited));
        }
      }
    }
  };
  return {
    account: api.account,
    batchSize: api.batchSize,
    list: (after) => insist(() => api.list(after)),
    has: (address) => insist(() => api.has(address)),
    add: (addresses) => insist(() => api.add(addresses)),
    remove: (addresses) => insist(() => api.remove(addresses)),
  };
}

/** How long to wait; null if waiting does not help, or not soon. */
function waitAfter(error: unknown): number | null {
  if (!(error instanceof TransientProviderError) || !error.rateLimited) return null;
  const waitMs = error.retryAfterMs ?? TICK_MS;
  return waitMs > MAX_WAIT_MS ? null : waitMs;
}

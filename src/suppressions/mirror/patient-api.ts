import { setTimeout as pause } from 'node:timers/promises';
import { TransientProviderError } from '../../providers/provider-errors.js';
import type { SuppressionsApi } from '../../providers/suppressions.js';

/** Refusals of one call that are waited out; then the run ends, and the next one begins anew. */
const MAX_REFUSALS = 30;

/** A longer wait is no rush hour but a used-up quota. */
const MAX_WAIT_MS = 60_000;

const TICK_MS = 1_000;

/**
 * An API whose calls wait when the provider has too much to do: a comparison that ended at each 429 would never come to its
 * end beside a storm of mail.
 *
 * @param beat called while it waits; ends the waiting by throwing
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

/** Null for what waiting does not mend, or not soon. */
function waitAfter(error: unknown): number | null {
  if (!(error instanceof TransientProviderError) || !error.rateLimited) return null;
  const waitMs = error.retryAfterMs ?? TICK_MS;
  return waitMs > MAX_WAIT_MS ? null : waitMs;
}

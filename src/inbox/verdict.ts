import { isConflictOfTransactions } from '../platform/database/database-errors.js';
import type { Claim } from './claim.js';
import { HandlingError, Parked, RetryLater, Unprocessable } from './inbox-errors.js';
import { afterUnexpected, nextAttemptMs, PATIENCE_MS } from './retry-schedule.js';

const UNEXPECTED = 'unexpected';

/** What should become of an event whose handling failed. */
export interface Verdict {
  status: 'received' | 'parked' | 'failed';
  /** Null: not tried again by itself. */
  retryAfterMs: number | null;
  burnsAttempt: boolean;
  code: string;
  detail: string;
  error: unknown;
}

/** @param error what the handler threw; all but a `HandlingError` is a fault of ours, and tried a few times in a row */
export function judge(claim: Claim, error: unknown): Verdict {
  const { event } = claim;
  const code = error instanceof HandlingError ? error.code : UNEXPECTED;
  const detail = (error instanceof Error ? error.message : String(error))
    .replaceAll('\0', '\uFFFD')
    .slice(0, 1000);
  const give = (status: Verdict['status'], retryAfterMs: number | null, burnsAttempt = true): Verdict => ({
    status,
    retryAfterMs,
    burnsAttempt,
    code,
    detail,
    error,
  });
  if (error instanceof Parked) return give('parked', null);
  if (error instanceof Unprocessable) return give('failed', null);
  if (isConflictOfTransactions(error)) return give('received', nextAttemptMs(1), false);
  if (error instanceof RetryLater) {
    const isOver = error.burnsAttempt && claim.waitedMs > PATIENCE_MS;
    if (isOver) return give('failed', null);
    return give('received', error.afterMs ?? nextAttemptMs(event.attempts), error.burnsAttempt);
  }
  const pause = afterUnexpected(claim.timesInARow(UNEXPECTED));
  return pause === null ? give('failed', null) : give('received', pause);
}

import type { ReconcileClaim } from '../../inbox/ledger/reconcile-books.js';

/** Whoever requests a reconcile doubts what was proven, so this much is proven again. */
const REQUESTED_REACH_MS = 48 * 3600 * 1000;

/** The webhook of anything younger may still be under way; the next reconcile looks at it. */
const MIN_AGE_MS = 2 * 60 * 1000;

/** The span for which a list is proven; `provenUntil` is null before the first time. */
export interface Covered {
  coveredFrom: Date;
  provenUntil: Date | null;
}

/** @param overlapMs how much of the proven span is read again, because a list may show an entry late */
export function startOf(
  { coveredFrom, provenUntil }: Covered,
  { isRequested, requestedSince, startedAt }: ReconcileClaim,
  overlapMs: number,
): Date {
  const starts = [provenUntil === null ? coveredFrom : earlier(provenUntil, overlapMs)];
  if (isRequested) starts.push(requestedSince ?? earlier(startedAt, REQUESTED_REACH_MS));
  return new Date(Math.min(...starts.map((start) => start.getTime())));
}

export const endOf = ({ startedAt, isRequested }: ReconcileClaim): Date =>
  earlier(startedAt, isRequested ? 0 : MIN_AGE_MS);

export const earlier = (at: Date, byMs: number): Date => new Date(at.getTime() - byMs);

export const isBefore = (at: Date | null, limit: Date): boolean => at !== null && at < limit;

/** An entry without a time may be of any time. */
export const isBetween = (at: Date | null, from: Date, newest: Date | null): boolean =>
  at === null || (at >= from && (newest === null || at <= newest));

/** How long an outside cause (a provider's outage) may last before an event is given up: a long weekend. */
export const PATIENCE_MS = 4 * 24 * 3600 * 1000;

/** Attempts in a row before a fault of our own counts as permanent; the event stays and can be replayed after an update. */
const MAX_UNEXPECTED_ATTEMPTS = 5;

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 10 * 60 * 1000;

/** Pause before the next attempt after `attempts` of them: doubling, capped, ±20 % so that a crowd spreads out. */
export function nextAttemptMs(attempts: number): number {
  const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(20, Math.max(0, attempts - 1)));
  return Math.round(pause * (0.8 + 0.4 * Math.random()));
}

/** Pause after an error that nobody foresaw; null when it is time to give up. */
export function afterUnexpected(attempts: number): number | null {
  return attempts >= MAX_UNEXPECTED_ATTEMPTS ? null : nextAttemptMs(attempts);
}

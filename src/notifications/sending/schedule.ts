const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Pauses before each of the eight attempts (contract; the schedule that Standard Webhooks recommends and Resend uses). */
export const PAUSES_MS = [
  0,
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  10 * HOUR,
] as const;

/** When a receiver has failed this long, the others are told: somebody can still mend it. */
export const WARN_AFTER_DAYS = 1;

/** A receiver that fails this long is disabled. */
export const DISABLE_AFTER_DAYS = 5;

/** A receiver may ask for no more patience than this. */
const LONGEST_RETRY_AFTER_MS = 24 * HOUR;

/**
 * Pause before the next attempt after `attempts` of them, ±10 % so that a crowd spreads out; never shorter than the
 * receiver asks for. Null when the schedule is over.
 */
export function pauseAfter(
  attempts: number,
  retryAfterMs: number | null,
  random: () => number = Math.random,
): number | null {
  const pause = PAUSES_MS[attempts];
  if (pause === undefined) return null;
  const asked = Math.min(retryAfterMs ?? 0, LONGEST_RETRY_AFTER_MS);
  return Math.max(Math.round(pause * (0.9 + 0.2 * random())), asked);
}

/** `Retry-After` in seconds or as a date (RFC 9110 §10.2.3), as milliseconds from now; null when it says neither. */
export function readRetryAfter(value: string | undefined, now: Date): number | null {
  if (value === undefined) return null;
  if (/^\d{1,9}$/.test(value.trim())) return Number(value) * SECOND;
  const at = Date.parse(value);
  return Number.isNaN(at) ? null : Math.max(0, at - now.getTime());
}

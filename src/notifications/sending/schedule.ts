const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/**
 * Pause before each of the eight attempts (contract). Standard Webhooks recommends this schedule, and Resend uses it.
 */
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

/** After this long the other receivers are told that one keeps failing, while somebody can still fix it. */
export const WARN_AFTER_DAYS = 1;

/** A receiver that fails this long is disabled. */
export const DISABLE_AFTER_DAYS = 5;

/** The longest `Retry-After` that is honoured. */
const LONGEST_RETRY_AFTER_MS = 24 * HOUR;

/**
 * Pause after `attempts` attempts, ±10 % so that deliveries spread out, and at least as long as the receiver asks for,
 * up to a day. Null when the schedule is over.
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

/** `Retry-After` in seconds or as a date (RFC 9110 §10.2.3), as milliseconds from now; null if it is neither. */
export function readRetryAfter(value: string | undefined, now: Date): number | null {
  if (value === undefined) return null;
  if (/^\d{1,9}$/.test(value.trim())) return Number(value) * SECOND;
  const at = Date.parse(value);
  return Number.isNaN(at) ? null : Math.max(0, at - now.getTime());
}

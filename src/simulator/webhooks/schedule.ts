/** Seconds before each attempt, counted from the failure before it (resend.com/docs: retries and replays). */
const ATTEMPT_DELAYS_S = [0, 5, 300, 1_800, 7_200, 18_000, 36_000, 36_000] as const;

/** Shortest delay after a 429 or a timeout, s (open-source Svix). */
const BUSY_DELAY_S = 60;

/** Largest share by which a delay may differ, in either direction (open-source Svix). */
const JITTER = 0.2;

/** An attempt's result, as far as the schedule needs it. */
export interface AttemptResult {
  /** HTTP status; 0 for a network error or timeout. */
  statusCode: number;
  timedOut: boolean;
  /** `Retry-After` in seconds, if the endpoint sent one. */
  retryAfterS: number | null;
}

/** Only 2xx counts; a redirect is a failure. */
export function isSuccess(result: AttemptResult): boolean {
  return result.statusCode >= 200 && result.statusCode < 300;
}

/**
 * Seconds until the attempt after `attemptsMade` failed ones; null if none is left.
 *
 * @param jitterFraction in [0, 1), 0.5 for no jitter
 */
export function nextDelayS(
  attemptsMade: number,
  result: AttemptResult,
  jitterFraction: number,
): number | null {
  const planned = ATTEMPT_DELAYS_S[attemptsMade];
  if (planned === undefined) return null;
  const busy = result.timedOut || result.statusCode === 429;
  const delayS = busy ? Math.max(planned, BUSY_DELAY_S) : planned;
  const asked =
    result.retryAfterS === null ? delayS : Math.min(Math.max(result.retryAfterS, delayS), 2 * delayS);
  return asked * (1 + JITTER * (2 * jitterFraction - 1));
}

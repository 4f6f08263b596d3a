import { TransientProviderError } from './provider-errors.js';
import type { RequestBudget } from './request-budget.js';

/** The time as `RateBudget` needs it; tests bring their own. */
export interface RateClock {
  /** Milliseconds from any beginning; never goes back, so that a corrected clock holds nobody up. */
  now(): number;
  wait(durationMs: number): Promise<void>;
}

/**
 * Default share of Resend's limit of 10 requests a second for all keys of a team: the rest is left to what else the
 * team runs.
 *
 * @see https://resend.com/docs/api-reference/rate-limit
 */
const DEFAULT_REQUESTS_PER_SECOND = 8;

/** Requests that may go out at once after a quiet time; with the default rate no second sees more than ten. */
export const BURST = 2;

/** Longest pause that callers sit out in line; a longer one would outlast the lease on what they are working at. */
export const MAX_PAUSE_IN_LINE_MS = 10_000;

const SYSTEM_CLOCK: RateClock = {
  now: () => performance.now(),
  wait: (durationMs) => new Promise((resolve) => setTimeout(resolve, durationMs)),
};

/** What is said to whoever would have to stand in line for too long. */
export const longPause = (pauseMs: number): TransientProviderError =>
  new TransientProviderError('Requests are paused', { rateLimited: true, retryAfterMs: pauseMs });

/** A token bucket shared by all that call one provider from this process. Callers are served in the order they came. */
export class RateBudget implements RequestBudget {
  private tokens = BURST;
  private refilledAt: number;
  private pausedUntil: number;
  private lastInLine: Promise<void> = Promise.resolve();

  constructor(
    private readonly requestsPerSecond: number = DEFAULT_REQUESTS_PER_SECOND,
    private readonly clock: RateClock = SYSTEM_CLOCK,
  ) {
    this.refilledAt = clock.now();
    this.pausedUntil = this.refilledAt;
  }

  take(): Promise<void> {
    const turn = this.lastInLine.then(() => this.takeNext());
    this.lastInLine = turn.catch(() => undefined);
    return turn;
  }

  pauseFor(durationMs: number): void {
    this.pausedUntil = Math.max(this.pausedUntil, this.clock.now() + durationMs);
  }

  private async takeNext(): Promise<void> {
    for (let waitMs = this.waitMs(); waitMs > 0; waitMs = this.waitMs()) {
      const pauseMs = Math.ceil(this.pausedUntil - this.clock.now());
      if (pauseMs > MAX_PAUSE_IN_LINE_MS) throw longPause(pauseMs);
      await this.clock.wait(waitMs);
    }
    this.tokens -= 1;
  }

  private waitMs(): number {
    const now = this.clock.now();
    const elapsedMs = now - this.refilledAt;
    this.tokens = Math.min(BURST, this.tokens + (elapsedMs / 1000) * this.requestsPerSecond);
    this.refilledAt = now;
    const untilTokenMs = this.tokens >= 1 ? 0 : ((1 - this.tokens) / this.requestsPerSecond) * 1000;
    return Math.ceil(Math.max(untilTokenMs, this.pausedUntil - now));
  }
}

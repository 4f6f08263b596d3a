/** How much is allowed: `quota` at once, refilled evenly over `windowSeconds`. */
export interface Allowance {
  quota: number;
  windowSeconds: number;
}

/** What is left after a request. */
export interface Budget {
  isSpent: boolean;
  /** Whole requests left now. */
  remaining: number;
  /** Seconds until one more request is allowed; 0 while some are left. */
  retryAfterSeconds: number;
}

/** A bucket that starts full, loses one token per request and refills evenly. The caller supplies the time. */
export class TokenBucket {
  private tokens: number;
  private filledAtMs: number;

  constructor(
    private readonly allowance: Allowance,
    nowMs: number,
  ) {
    this.tokens = allowance.quota;
    this.filledAtMs = nowMs;
  }

  /** Takes a token if there is one. */
  take(nowMs: number): Budget {
    this.fill(nowMs);
    const isSpent = this.tokens < 1;
    if (!isSpent) this.tokens -= 1;
    return this.budget(isSpent);
  }

  /** Looks without taking. */
  look(nowMs: number): Budget {
    this.fill(nowMs);
    return this.budget(this.tokens < 1);
  }

  /** Returns a token. */
  giveBack(): void {
    this.tokens = Math.min(this.allowance.quota, this.tokens + 1);
  }

  private fill(nowMs: number): void {
    const { quota, windowSeconds } = this.allowance;
    const passedMs = Math.max(0, nowMs - this.filledAtMs);
    this.tokens = Math.min(quota, this.tokens + (passedMs * quota) / (windowSeconds * 1000));
    this.filledAtMs = nowMs;
  }

  private budget(isSpent: boolean): Budget {
    const { quota, windowSeconds } = this.allowance;
    const missing = Math.max(0, 1 - this.tokens);
    return {
      isSpent,
      remaining: Math.floor(this.tokens),
      retryAfterSeconds: Math.ceil((missing * windowSeconds) / quota),
    };
  }
}

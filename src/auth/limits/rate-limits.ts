import { Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/config.js';
import { holderOf } from '../../platform/http/client-address.js';
import { Problem } from '../../platform/problem/problem.js';
import { RATE_LIMITED } from '../problems.js';
import { Buckets } from './buckets.js';
import { type Allowance, type Budget } from './token-bucket.js';

/** A key may save up this much of its rate for a burst. */
const KEY_WINDOW_SECONDS = 10;
const ADDRESS_WINDOW_SECONDS = 60;

/** Puts a header on the answer. */
export type SetHeader = (name: string, value: string) => void;

/**
 * Limits requests per API key, and per address those that bring no valid key (guessing). Providers' webhooks are never
 * limited here: refusing mail is losing time. Of IPv6 a whole network of 64 bits counts as one address.
 *
 * The buckets live in the process: two processes together allow twice as much. That keeps a database round trip out of
 * every request, and a limit against mistakes and guessing needs no more precision.
 */
@Injectable()
export class RateLimits {
  private readonly keys: Buckets;
  private readonly addresses: Buckets;

  constructor(config: Config) {
    this.keys = new Buckets({
      quota: config.apiRequestsPerSecond * KEY_WINDOW_SECONDS,
      windowSeconds: KEY_WINDOW_SECONDS,
    });
    this.addresses = new Buckets({
      quota: config.apiRefusalsPerMinute,
      windowSeconds: ADDRESS_WINDOW_SECONDS,
    });
  }

  /** The key was good lately: whoever guesses behind a shared proxy does not lock out its neighbours. */
  isKnown(keyHash: string): boolean {
    return this.keys.has(keyHash);
  }

  /**
   * Before it is known whether a request brings anything valid: an address that brought too much that was not is not asked again.
   *
   * @throws Problem rate-limited
   */
  checkAddress(address: string, setHeader: SetHeader): void {
    this.apply('address', this.addresses.allowance, this.addresses.look(holderOf(address)), setHeader);
  }

  /** The request brought nothing valid. */
  countRefusal(address: string): void {
    this.addresses.take(holderOf(address));
  }

  /**
   * Both at once, for what takes its time: of many guesses at the same moment no more are looked at than one after the other.
   *
   * @throws Problem rate-limited
   */
  countAhead(address: string, setHeader: SetHeader): void {
    this.apply('address', this.addresses.allowance, this.addresses.take(holderOf(address)), setHeader);
  }

  /** What was counted ahead was valid, or nobody could tell. */
  takeBack(address: string): void {
    this.addresses.giveBack(holderOf(address));
  }

  /** The key is good no more. */
  forget(keyHash: string): void {
    this.keys.forget(keyHash);
  }

  /** @throws Problem rate-limited when the key has used up its share */
  spend(keyHash: string, setHeader: SetHeader): void {
    this.apply('key', this.keys.allowance, this.keys.take(keyHash), setHeader);
  }

  /** @see draft-ietf-httpapi-ratelimit-headers-10 §3 and §4 */
  private apply(policy: string, allowance: Allowance, budget: Budget, setHeader: SetHeader): void {
    setHeader('ratelimit-policy', `"${policy}";q=${allowance.quota};w=${allowance.windowSeconds}`);
    setHeader('ratelimit', `"${policy}";r=${budget.remaining};t=${budget.retryAfterSeconds}`);
    if (!budget.isSpent) return;
    const detail = `Try again in ${budget.retryAfterSeconds} s.`;
    throw new Problem(RATE_LIMITED, detail, [], { retryAfterSeconds: budget.retryAfterSeconds });
  }
}

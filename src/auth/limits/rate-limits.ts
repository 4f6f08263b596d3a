import { Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/config.js';
import { holderOf } from '../../platform/http/client-address.js';
import { Problem } from '../../platform/problem/problem.js';
import { RATE_LIMITED } from '../problems.js';
import { Buckets } from './buckets.js';
import { type Allowance, type Budget } from './token-bucket.js';

/** A key may save this much of its rate for a burst. */
const KEY_WINDOW_SECONDS = 10;
const ADDRESS_WINDOW_SECONDS = 60;

/** Sets a header on the answer. */
export type SetHeader = (name: string, value: string) => void;

/**
 * Limits requests per API key, and per address those without a valid key (guessing). Providers' webhooks are never
 * limited here: refusing mail delays it. For IPv6, a whole network of 64 bits counts as one address.
 *
 * The buckets are in the process, so two processes together allow twice as much. This saves every request a database
 * round trip, and a limit against mistakes and guessing needs no more precision.
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

  /** The key was valid recently, so somebody guessing keys behind a shared proxy does not lock out its neighbours. */
  isKnown(keyHash: string): boolean {
    return this.keys.has(keyHash);
  }

  /**
   * Called before a request is known to be valid: an address that sent too many invalid ones is refused unexamined.
   *
   * @throws Problem rate-limited
   */
  checkAddress(address: string, setHeader: SetHeader): void {
    this.apply('address', this.addresses.allowance, this.addresses.look(holderOf(address)), setHeader);
  }

  /** The request was not valid. */
  countRefusal(address: string): void {
    this.addresses.take(holderOf(address));
  }

  /**
   * Checks and counts in one step, for slow lookups: many simultaneous guesses are limited like sequential ones.
   *
   * @throws Problem rate-limited
   */
  countAhead(address: string, setHeader: SetHeader): void {
    this.apply('address', this.addresses.allowance, this.addresses.take(holderOf(address)), setHeader);
  }

  /** The request counted ahead was valid, or could not be judged. */
  takeBack(address: string): void {
    this.addresses.giveBack(holderOf(address));
  }

  /** The key is no longer valid. */
  forget(keyHash: string): void {
    this.keys.forget(keyHash);
  }

  /** @throws Problem rate-limited if the key has used up its share */
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

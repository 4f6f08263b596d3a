import { type Allowance, type Budget, TokenBucket } from './token-bucket.js';

/** Most callers remembered at once; about 2 MB. A forgotten caller starts with a full bucket. */
const MAX_BUCKETS = 20_000;

/** One token bucket per caller, in this process. The caller not seen for longest is forgotten first. */
export class Buckets {
  private readonly buckets = new Map<string, TokenBucket>();

  constructor(
    readonly allowance: Allowance,
    private readonly maxBuckets = MAX_BUCKETS,
  ) {}

  /** True if the caller was seen recently. */
  has(caller: string): boolean {
    return this.buckets.has(caller);
  }

  take(caller: string): Budget {
    return this.of(caller).take(performance.now());
  }

  look(caller: string): Budget {
    return this.of(caller).look(performance.now());
  }

  /** Returns a token. */
  giveBack(caller: string): void {
    this.of(caller).giveBack();
  }

  forget(caller: string): void {
    this.buckets.delete(caller);
  }

  private of(caller: string): TokenBucket {
    const bucket = this.buckets.get(caller) ?? new TokenBucket(this.allowance, performance.now());
    this.buckets.delete(caller); // so that it becomes the newest
    this.buckets.set(caller, bucket);
    if (this.buckets.size > this.maxBuckets) {
      const [longestUnseen] = this.buckets.keys();
      this.buckets.delete(longestUnseen!);
    }
    return bucket;
  }
}

import { describe, expect, it } from '@jest/globals';
import { Buckets } from './buckets.js';

const ONE_AN_HOUR = { quota: 1, windowSeconds: 3_600 };

describe('Buckets', () => {
  it('counts each caller separately', () => {
    const buckets = new Buckets(ONE_AN_HOUR);
    expect(['a', 'b', 'a'].map((caller) => buckets.take(caller).isSpent)).toEqual([false, false, true]);
  });

  it('forgets only the caller not seen for longest, however many there are', () => {
    const buckets = new Buckets(ONE_AN_HOUR, 2);
    for (const caller of ['a', 'b', 'a', 'c']) buckets.take(caller);
    expect(['a', 'b', 'c'].map((caller) => buckets.has(caller))).toEqual([true, false, true]);
  });
});

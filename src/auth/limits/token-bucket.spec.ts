import { describe, expect, it } from '@jest/globals';
import { TokenBucket } from './token-bucket.js';

const bucket = () => new TokenBucket({ quota: 3, windowSeconds: 30 }, 0);

describe('TokenBucket', () => {
  it('allows its quota at once and then says when to come back', () => {
    const full = bucket();
    expect([0, 0, 0].map((nowMs) => full.take(nowMs).remaining)).toEqual([2, 1, 0]);
    expect(full.take(0)).toEqual({ isSpent: true, remaining: 0, retryAfterSeconds: 10 });
  });

  it.each([
    ['one token', 10_000, 0],
    ['two tokens', 20_000, 1],
    ['the quota and no more', 3_600_000, 2],
  ])('fills evenly: %s after %d ms', (_what, afterMs, left) => {
    const spent = bucket();
    for (let n = 0; n < 3; n++) spent.take(0);
    expect(spent.take(afterMs)).toMatchObject({ isSpent: false, remaining: left });
  });

  it('takes nothing for a refused request', () => {
    const spent = bucket();
    for (let n = 0; n < 10; n++) spent.take(0);
    expect(spent.look(9_999).isSpent).toBe(true);
    expect(spent.look(10_000).isSpent).toBe(false);
  });

  it('takes back unused tokens, up to its quota', () => {
    const lent = bucket();
    lent.giveBack();
    expect([0, 0, 0, 0].map((nowMs) => lent.take(nowMs).isSpent)).toEqual([false, false, false, true]);
    lent.giveBack();
    expect([0, 0].map((nowMs) => lent.take(nowMs).isSpent)).toEqual([false, true]);
  });

  it('does not fill when the clock is set back', () => {
    const spent = bucket();
    for (let n = 0; n < 3; n++) spent.take(50_000);
    expect(spent.take(10_000).isSpent).toBe(true);
  });
});

import { describe, expect, it } from '@jest/globals';
import { pauseAfter, PAUSES_MS, readRetryAfter } from './schedule.js';

const NOW = new Date('2026-11-21T12:00:00Z');

describe('pauseAfter', () => {
  it('tries eight times over 27 h 35 min and then gives up', () => {
    const pauses = Array.from({ length: 9 }, (_, attempts) => pauseAfter(attempts, null, () => 0.5));
    expect(pauses).toEqual([...PAUSES_MS, null]);
    expect(pauses.reduce<number>((sum, pause) => sum + (pause ?? 0), 0)).toBe(99_305_000);
  });

  it.each([
    [0, 270_000],
    [0.999999, 330_000],
  ])('varies by a tenth: %d', (random, pause) => {
    expect(pauseAfter(2, null, () => random)).toBe(pause);
  });

  it.each([
    ['waits as long as it is asked to', 3_600_000, 3_600_000],
    ['but not for ever', 1e12, 86_400_000],
    ['and never shorter than its own pause', 1, 300_000],
  ])('%s', (_what, asked, pause) => {
    expect(pauseAfter(2, asked, () => 0.5)).toBe(pause);
  });
});

describe('readRetryAfter', () => {
  it.each([
    ['120', 120_000],
    ['Sat, 21 Nov 2026 12:01:00 GMT', 60_000],
    ['Sat, 21 Nov 2026 11:00:00 GMT', 0],
    ['soon', null],
    ['-1e', null],
    [undefined, null],
  ])('%j → %j', (value, ms) => {
    expect(readRetryAfter(value, NOW)).toBe(ms);
  });
});

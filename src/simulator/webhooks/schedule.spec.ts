import { describe, expect, it } from '@jest/globals';
import { isSuccess, nextDelayS } from './schedule.js';

const FAILED = { statusCode: 500, timedOut: false, retryAfterS: null };

describe('nextDelayS', () => {
  it('gives the eight attempts of Resend over 27 h 35 min 5 s', () => {
    const delays = [1, 2, 3, 4, 5, 6, 7, 8].map((made) => nextDelayS(made, FAILED, 0.5));
    expect(delays).toEqual([5, 300, 1_800, 7_200, 18_000, 36_000, 36_000, null]);
    expect(delays.reduce((sum, delay) => (sum ?? 0) + (delay ?? 0), 0)).toBe(27 * 3_600 + 35 * 60 + 5);
  });

  it.each([
    ['a 429 waits at least a minute', { statusCode: 429 }, 1, 0.5, 60],
    ['a timeout waits at least a minute', { statusCode: 0, timedOut: true }, 1, 0.5, 60],
    ['a network error keeps the plan', { statusCode: 0 }, 1, 0.5, 5],
    ['Retry-After is obeyed', { retryAfterS: 400 }, 2, 0.5, 400],
    ['Retry-After is never less than the plan', { retryAfterS: 1 }, 2, 0.5, 300],
    ['Retry-After is never more than twice the plan', { retryAfterS: 86_400 }, 2, 0.5, 600],
    ['jitter goes down by a fifth', {}, 2, 0, 240],
    ['jitter goes up by a fifth', {}, 2, 1, 360],
  ])('%s', (_name, result, made, jitter, delayS) => {
    expect(nextDelayS(made, { ...FAILED, ...result }, jitter)).toBeCloseTo(delayS, 6);
  });
});

describe('isSuccess', () => {
  it.each([
    [200, true],
    [204, true],
    [299, true],
    [301, false],
    [307, false],
    [400, false],
    [500, false],
    [0, false],
  ])('%i → %s', (statusCode, success) => {
    expect(isSuccess({ ...FAILED, statusCode })).toBe(success);
  });
});

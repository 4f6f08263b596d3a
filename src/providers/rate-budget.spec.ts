import { describe, expect, it } from '@jest/globals';
import { RateBudget, type RateClock } from './rate-budget.js';

/** A clock that only waiting moves. */
class TestClock implements RateClock {
  time = 1_000_000;

  now(): number {
    return this.time;
  }

  wait(durationMs: number): Promise<void> {
    this.time += durationMs;
    return Promise.resolve();
  }
}

async function passTimes(budget: RateBudget, clock: TestClock, count: number): Promise<number[]> {
  const start = clock.time;
  const times: number[] = [];
  await Promise.all(
    Array.from({ length: count }, () => budget.take().then(() => times.push(clock.time - start))),
  );
  return times;
}

describe('a rate budget', () => {
  it('lets two through at once and then keeps to its rate', async () => {
    const clock = new TestClock();
    expect(await passTimes(new RateBudget(8, clock), clock, 6)).toEqual([0, 0, 125, 250, 375, 500]);
  });

  it.each([0.5, 8, 100])(
    'never lets more through in a second than its rate and the burst: %p/s',
    async (rate) => {
      const clock = new TestClock();
      const times = await passTimes(new RateBudget(rate, clock), clock, 300);
      const busiest = Math.max(
        ...times.map((from) => times.filter((time) => time >= from && time < from + 1000).length),
      );
      expect(busiest).toBeLessThanOrEqual(Math.ceil(rate) + 2);
      expect(busiest).toBeGreaterThanOrEqual(Math.floor(rate));
    },
  );

  it('serves in the order of asking', async () => {
    const clock = new TestClock();
    const budget = new RateBudget(8, clock);
    const served: number[] = [];
    await Promise.all([1, 2, 3, 4, 5].map((caller) => budget.take().then(() => served.push(caller))));
    expect(served).toEqual([1, 2, 3, 4, 5]);
  });

  it('saves up no more than the burst in a quiet hour', async () => {
    const clock = new TestClock();
    const budget = new RateBudget(8, clock);
    await passTimes(budget, clock, 4);
    clock.time += 3_600_000;
    expect(await passTimes(budget, clock, 4)).toEqual([0, 0, 125, 250]);
  });

  it('lets nobody through in a pause, not even those already in line', async () => {
    const clock = new TestClock();
    const budget = new RateBudget(8, clock);
    await passTimes(budget, clock, 2);
    const waiting = passTimes(budget, clock, 2);
    budget.pauseFor(5000);
    budget.pauseFor(1000);
    const [first = 0, second = 0] = await waiting;
    expect(first).toBeGreaterThanOrEqual(5000);
    expect(second).toBeGreaterThanOrEqual(first);
  });

  it('turns callers away when a pause is long, and serves the next after it', async () => {
    const clock = new TestClock();
    const budget = new RateBudget(8, clock);
    budget.pauseFor(60_000);
    const turnedAway = await Promise.allSettled([budget.take(), budget.take()]);
    expect(turnedAway).toEqual(
      [1, 2].map(() => ({
        status: 'rejected',
        reason: expect.objectContaining({ rateLimited: true, retryAfterMs: 60_000 }),
      })),
    );
    clock.time += 60_000;
    expect(await passTimes(budget, clock, 2)).toEqual([0, 0]);
  });
});

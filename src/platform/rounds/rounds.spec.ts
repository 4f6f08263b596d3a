import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { type Round, Rounds } from './rounds.js';

const LONG_MS = 3_600_000;

/** Rounds whose log is a list, and that count how many have begun. */
const rounds = (round: Round, pauseMs = 0) => {
  const logged: unknown[] = [];
  const log = { error: (fields: object) => void logged.push(fields), debug: () => undefined };
  return { logged, rounds: new Rounds({ name: 'test', pauseMs, round, log }) };
};

/** A promise, and the function that settles it. */
const signal = () => {
  let settle = () => {};
  const reached = new Promise<void>((resolve) => (settle = resolve));
  return { reached, settle };
};

describe('rounds', () => {
  it('run again and again, but never two at once', async () => {
    const third = signal();
    let [begun, atOnce, most] = [0, 0, 0];
    const { rounds: work } = rounds(async () => {
      most = Math.max(most, ++atOnce);
      await sleep(1);
      atOnce--;
      if (++begun === 3) third.settle();
    });
    work.start();
    await third.reached;
    await work.stop();
    expect(most).toBe(1);
  });

  it('follow each other without a pause while there is more to do', async () => {
    const third = signal();
    let begun = 0;
    const { rounds: work } = rounds(() => {
      if (++begun === 3) third.settle();
      return begun < 3;
    }, LONG_MS);
    work.start();
    work.hurry();
    await third.reached;
    await work.stop();
    expect(begun).toBe(3);
  });

  it('that are requested during a round follow it at once', async () => {
    const second = signal();
    let begun = 0;
    const { rounds: work } = rounds(() => {
      if (++begun === 1) work.hurry();
      else second.settle();
    }, LONG_MS);
    work.start();
    work.hurry();
    await second.reached;
    await work.stop();
    expect(begun).toBe(2);
  });

  it('continue after one that failed, which is logged once', async () => {
    const third = signal();
    let begun = 0;
    const { rounds: work, logged } = rounds(() => {
      if (++begun === 3) third.settle();
      throw new Error(`round ${begun}`);
    });
    work.start();
    await third.reached;
    await work.stop();
    expect(logged).toEqual([{ what: 'test', err: new Error('round 1') }]);
  });

  it('end when stopped: the current one is signalled and awaited', async () => {
    const begun = signal();
    let ended = false;
    const { rounds: work } = rounds(async (stop) => {
      begun.settle();
      await new Promise((resolve) => stop.addEventListener('abort', resolve));
      ended = true;
      return true;
    });
    work.start();
    await begun.reached;
    await work.stop();
    expect(ended).toBe(true);
  });

  it('can be stopped before the first has begun', async () => {
    const { rounds: work } = rounds(() => Promise.reject(new Error('began')), LONG_MS);
    work.start();
    await expect(work.stop()).resolves.toBeUndefined();
  });
});

import { describe, expect, it } from '@jest/globals';
import { Repeating } from './repeating.js';

/** Resolves when the work has been done `times` times. */
function counted(times: number, work: () => Promise<void>) {
  const errors: unknown[] = [];
  let turns = 0;
  let repeating!: Repeating;
  const done = new Promise<void>((resolve) => {
    repeating = new Repeating(
      1,
      async () => {
        turns += 1;
        if (turns === times) resolve();
        await work();
      },
      (error) => errors.push(error),
    );
  });
  repeating.start();
  return { done, errors, repeating, turns: () => turns };
}

describe('Repeating', () => {
  it('goes on after a failure and tells of it', async () => {
    const { done, errors, repeating } = counted(3, () => Promise.reject(new Error('broken')));
    await done;
    await repeating.stop();
    expect(errors).toHaveLength(3);
  });

  it('never works twice at once', async () => {
    let atOnce = 0;
    let most = 0;
    const { done, repeating } = counted(4, async () => {
      atOnce += 1;
      most = Math.max(most, atOnce);
      await new Promise((resolve) => setTimeout(resolve, 5));
      atOnce -= 1;
    });
    await done;
    await repeating.stop();
    expect(most).toBe(1);
    expect(atOnce).toBe(0);
  });

  it('stopped, waits for the turn under way and begins no other', async () => {
    let ended = false;
    const { done, repeating, turns } = counted(1, async () => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      ended = true;
    });
    await done;
    await repeating.stop();
    expect(ended).toBe(true);
    expect(turns()).toBe(1);
  });
});

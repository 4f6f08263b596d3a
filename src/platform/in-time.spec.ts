import type { Stats } from 'node:fs';
import { stat } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { inTime, TooLate } from './in-time.js';

/** Nothing else in this process runs meanwhile. */
const holdUp = (ms: number) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);

describe('inTime', () => {
  it('abandons work that does not end', async () => {
    await expect(inTime(new Promise(() => undefined), 40)).rejects.toThrow(new TooLate(40));
  });

  it('passes on what the work throws', async () => {
    await expect(inTime(Promise.reject(new Error('refused')), 40)).rejects.toThrow('refused');
  });

  it('does not blame the work if the process itself was held up', async () => {
    // timers come before answers in the turn that follows an immediate
    const work = await new Promise<{ answer: Promise<Stats> }>((resolve) => {
      setImmediate(() => {
        const answer = inTime(stat('.'), 40);
        holdUp(200);
        resolve({ answer });
      });
    });
    expect((await work.answer).isDirectory()).toBe(true);
  });
});

import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { Unprocessable } from '../../inbox/inbox-errors.js';
import { Log } from '../../platform/logging/log.js';
import { MailReader, mayBeTheMachine } from './mail-reader.js';

const thread = resolve(__dirname, 'testing/obedient.thread.mjs');
/** A busy machine needs time to start a thread and to fill its memory. */
const SHORT_MS = 4_000;
const LONG_MS = 30_000;

const open: MailReader[] = [];
function reading(timeoutMs: number): (order: string | Buffer) => Promise<unknown> {
  const reader = new MailReader(new Log('fatal'), { thread, timeoutMs, maxHeapMb: 64, minThreads: 1 });
  open.push(reader);
  return (order) => reader.read({ raw: typeof order === 'string' ? Buffer.from(order) : order });
}
afterEach(() => Promise.all(open.splice(0).map((reader) => reader.onApplicationShutdown())));

describe('a mail that crashes its thread', () => {
  it.each([
    ['hangs', 'hang', SHORT_MS, 'reader_timeout', true],
    ['fills the memory', 'burst', LONG_MS, 'reader_killed', false],
    ['ends the thread', 'exit', LONG_MS, 'reader_killed', true],
  ])('fails alone, with the reason, if it %s', async (_what, order, timeoutMs, code, isDoubtful) => {
    const read = reading(timeoutMs);
    const neighbours = ['a', 'b', 'c'].map(read);
    const [hostile, ...others] = await Promise.allSettled([read(order), ...neighbours]);
    expect(hostile).toMatchObject({ status: 'rejected', reason: expect.any(Unprocessable) });
    const { reason } = hostile as PromiseRejectedResult;
    expect(reason).toMatchObject({ code });
    expect(mayBeTheMachine(reason)).toBe(isDoubtful);
    expect(others.map((answer) => (answer as PromiseFulfilledResult<{ text: string }>).value?.text)).toEqual([
      'a',
      'b',
      'c',
    ]);
    expect(await read('after')).toMatchObject({ text: 'after' });
  });

  it('costs those that wait for a thread no time', async () => {
    const read = reading(SHORT_MS);
    const hanging = Array.from({ length: Math.max(2, availableParallelism()) }, () => read('hang'));
    const waiting = read('a');
    const ends = await Promise.allSettled(hanging);
    expect(ends.map(({ status }) => status)).toEqual(hanging.map(() => 'rejected'));
    expect(await waiting).toMatchObject({ text: 'a' });
  });

  it('leaves the process responsive', async () => {
    const hanging = reading(SHORT_MS)('hang').catch((error: unknown) => error);
    let turns = 0;
    const watch = setInterval(() => void turns++, 5);
    expect(await hanging).toBeInstanceOf(Unprocessable);
    clearInterval(watch);
    expect(turns).toBeGreaterThan(10);
  });
});

describe('the bytes of a mail', () => {
  it('are transferred to the thread, and are gone here', async () => {
    const raw = Buffer.alloc(20_000, 'a');
    expect(await reading(LONG_MS)(raw)).toMatchObject({ text: 'a'.repeat(20_000) });
    expect(raw).toHaveLength(0);
  });

  it('stay here if other bytes share their memory', async () => {
    const memory = Buffer.from('before and after');
    expect(await reading(LONG_MS)(memory.subarray(0, 6))).toMatchObject({ text: 'before' });
    expect(memory.toString()).toBe('before and after');
  });
});

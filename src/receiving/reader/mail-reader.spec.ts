import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Unprocessable } from '../../inbox/inbox-errors.js';
import { Log } from '../../platform/logging/log.js';
import { MailReader } from './mail-reader.js';

let reader: MailReader;
beforeAll(() => {
  const thread = resolve(__dirname, 'testing/obedient.thread.mjs');
  reader = new MailReader(new Log('fatal'), { thread, timeoutMs: 5_000, maxHeapMb: 64, minThreads: 1 });
});
afterAll(() => reader.onApplicationShutdown());

const read = (order: string) => reader.read({ raw: Buffer.from(order) });

describe('a mail that takes its thread down', () => {
  it.each([
    ['hangs', 'hang', 'reader_timeout'],
    ['fills the memory', 'burst', 'reader_killed'],
    ['ends the thread', 'exit', 'reader_killed'],
  ])('fails alone, with the reason, when it %s', async (_what, order, code) => {
    const neighbours = ['a', 'b', 'c'].map(read);
    const [hostile, ...others] = await Promise.allSettled([read(order), ...neighbours]);
    expect(hostile).toMatchObject({ status: 'rejected', reason: expect.any(Unprocessable) });
    expect((hostile as PromiseRejectedResult).reason).toMatchObject({ code });
    expect(others.map((answer) => (answer as PromiseFulfilledResult<{ text: string }>).value?.text)).toEqual([
      'a',
      'b',
      'c',
    ]);
    expect((await read('after')).text).toBe('after');
  });

  it('leaves the process responsive meanwhile', async () => {
    const hanging = read('hang').catch((error: unknown) => error);
    let turns = 0;
    const watch = setInterval(() => void turns++, 5);
    expect(await hanging).toBeInstanceOf(Unprocessable);
    clearInterval(watch);
    expect(turns).toBeGreaterThan(10);
  });
});

describe('the bytes of a mail', () => {
  it('go over to the thread, and are gone here', async () => {
    const raw = Buffer.alloc(20_000, 'a');
    expect((await reader.read({ raw })).text).toBe('a'.repeat(20_000));
    expect(raw).toHaveLength(0);
  });

  it('stay where others lie in the same memory', async () => {
    const memory = Buffer.from('before and after');
    expect((await reader.read({ raw: memory.subarray(0, 6) })).text).toBe('before');
    expect(memory.toString()).toBe('before and after');
  });
});

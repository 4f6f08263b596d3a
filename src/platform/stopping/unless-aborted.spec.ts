import { getEventListeners } from 'node:events';
import { expect, it } from '@jest/globals';
import { unlessAborted } from './unless-aborted.js';

const never = new Promise<never>(() => undefined);

it('the result of the work is returned, and no listener stays on the signal', async () => {
  const { signal } = new AbortController();
  await expect(unlessAborted(signal, Promise.resolve('done'))).resolves.toBe('done');
  await expect(unlessAborted(signal, Promise.reject(new Error('failed')))).rejects.toThrow('failed');
  expect(getEventListeners(signal, 'abort')).toEqual([]);
});

it('the reason is thrown as soon as the signal is aborted, and ever after', async () => {
  const stop = new AbortController();
  const waiting = unlessAborted(stop.signal, never);
  stop.abort(new Error('stopped'));
  await expect(waiting).rejects.toThrow('stopped');
  await expect(unlessAborted(stop.signal, never)).rejects.toThrow('stopped');
  expect(getEventListeners(stop.signal, 'abort')).toEqual([]);
});

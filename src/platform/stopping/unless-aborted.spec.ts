import { getEventListeners } from 'node:events';
import { expect, it } from '@jest/globals';
import { unlessAborted } from './unless-aborted.js';

const never = new Promise<never>(() => undefined);

it('gives what the work gives, and leaves nothing on the signal', async () => {
  const { signal } = new AbortController();
  await expect(unlessAborted(signal, Promise.resolve('done'))).resolves.toBe('done');
  await expect(unlessAborted(signal, Promise.reject(new Error('failed')))).rejects.toThrow('failed');
  expect(getEventListeners(signal, 'abort')).toEqual([]);
});

it('throws the reason once the signal is aborted, and from then on', async () => {
  const stop = new AbortController();
  const waiting = unlessAborted(stop.signal, never);
  stop.abort(new Error('stopped'));
  await expect(waiting).rejects.toThrow('stopped');
  await expect(unlessAborted(stop.signal, never)).rejects.toThrow('stopped');
  expect(getEventListeners(stop.signal, 'abort')).toEqual([]);
});

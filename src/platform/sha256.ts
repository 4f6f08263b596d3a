import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';

/** Bytes hashed in one turn of the event loop, within about a millisecond. */
const SLICE_BYTES = 1024 * 1024;

const known = new WeakMap<Uint8Array, Promise<string>>();

/**
 * SHA-256 in hex, of bytes that nobody changes any more. A mail of many megabytes is hashed in slices, so that other
 * work gets its turn, and only once, however many parts of a request ask for it.
 */
export function sha256Of(bytes: Uint8Array): Promise<string> {
  let digest = known.get(bytes);
  if (digest === undefined) known.set(bytes, (digest = hash(bytes)));
  return digest;
}

async function hash(bytes: Uint8Array): Promise<string> {
  const sum = createHash('sha256');
  for (let at = 0; at < bytes.byteLength; at += SLICE_BYTES) {
    if (at > 0) await nextTurn();
    sum.update(bytes.subarray(at, at + SLICE_BYTES));
  }
  return sum.digest('hex');
}

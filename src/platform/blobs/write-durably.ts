import { createHash } from 'node:crypto';
import { closeSync, fsync, open, write } from 'node:fs';
import { type Readable } from 'node:stream';
import { promisify } from 'node:util';
import { type Sha256 } from './blob-store.js';

/**
 * Not those of `node:fs/promises`: its files close in a turn of the thread pool of their own, and each turn costs more
 * processor time than what is done in it.
 */
const [openFile, writeSome, sync] = [promisify(open), promisify(write), promisify(fsync)];

/** Writes a new file and syncs it. When `source` fails, its error is thrown and the file is left as far as it came. */
export async function writeDurably(
  path: string,
  source: Readable | Uint8Array,
): Promise<{ sha256: Sha256; size: number }> {
  const file = await openFile(path, 'wx', 0o600);
  try {
    const hash = createHash('sha256');
    let size = 0;
    const chunks = source instanceof Uint8Array ? [source] : (source as AsyncIterable<Uint8Array | string>);
    for await (const chunk of chunks) {
      const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
      hash.update(bytes);
      size += bytes.byteLength;
      await writeWhole(file, bytes);
    }
    await sync(file);
    return { sha256: hash.digest('hex'), size };
  } finally {
    closeSync(file); // waits for nothing: what there was to write is written
  }
}

/** write(2) may be short. */
async function writeWhole(file: number, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.byteLength;) {
    at += (await writeSome(file, bytes, at)).bytesWritten;
  }
}

import { createHash } from 'node:crypto';
import { closeSync, fsync, open, write } from 'node:fs';
import { type Readable } from 'node:stream';
import { promisify } from 'node:util';
import { sha256Of } from '../sha256.js';
import { type Sha256 } from './blob-store.js';

/**
 * Not `node:fs/promises`: its files take an extra turn of the thread pool to close, and each turn costs more processor
 * time than the work done in it.
 */
const [openFile, writeSome, sync] = [promisify(open), promisify(write), promisify(fsync)];

/** Writes a new file and syncs it. If `source` fails, its error is thrown and the partial file stays. */
export async function writeDurably(path: string, source: Readable | Uint8Array): Promise<Written> {
  const file = await openFile(path, 'wx', 0o600);
  try {
    const written = await (source instanceof Uint8Array
      ? writeBytes(file, source)
      : writeStream(file, source));
    await sync(file);
    return written;
  } finally {
    closeSync(file); // does not wait: everything is already written
  }
}

interface Written {
  sha256: Sha256;
  size: number;
}

async function writeBytes(file: number, bytes: Uint8Array): Promise<Written> {
  const [sha256] = await Promise.all([sha256Of(bytes), writeWhole(file, bytes)]);
  return { sha256, size: bytes.byteLength };
}

async function writeStream(file: number, source: Readable): Promise<Written> {
  const hash = createHash('sha256');
  let size = 0;
  for await (const chunk of source as AsyncIterable<Uint8Array | string>) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    hash.update(bytes);
    size += bytes.byteLength;
    await writeWhole(file, bytes);
  }
  return { sha256: hash.digest('hex'), size };
}

/** write(2) may be short. */
async function writeWhole(file: number, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.byteLength;) {
    at += (await writeSome(file, bytes, at)).bytesWritten;
  }
}

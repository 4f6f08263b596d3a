import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { type Readable } from 'node:stream';
import { type Sha256 } from './blob-store.js';

/** Writes a new file and syncs it. When `source` fails, its error is thrown and the file is left as far as it came. */
export async function writeDurably(
  path: string,
  source: Readable | Uint8Array,
): Promise<{ sha256: Sha256; size: number }> {
  const file = await open(path, 'wx', 0o600);
  try {
    const hash = createHash('sha256');
    let size = 0;
    const chunks = source instanceof Uint8Array ? [source] : (source as AsyncIterable<Uint8Array | string>);
    for await (const chunk of chunks) {
      const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
      hash.update(bytes);
      size += bytes.byteLength;
      await file.writeFile(bytes); // from the current position, and whole: write() may be short
    }
    await file.sync();
    return { sha256: hash.digest('hex'), size };
  } finally {
    await file.close();
  }
}

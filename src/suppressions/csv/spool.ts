import { createHash, randomUUID } from 'node:crypto';
import { type FileHandle, mkdir, open, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { BODY_TOO_LARGE } from '../../platform/problem/common-problems.js';
import { Problem } from '../../platform/problem/problem.js';

/** Largest file that is taken: ten million rows with a reason and a time. */
const MAX_IMPORT_BYTES = 512 * 1024 * 1024;

/** Read at once: some three hundred rows. */
const CHUNK_BYTES = 16 * 1024;

/**
 * Puts an upload on disk and hands it on from there, so that the sender does not have to wait for the database with
 * its connection open. The file has no name any more while it is used: whatever happens, nothing is left of it.
 *
 * @param use is told the SHA-256 of all of it, too
 */
export async function spooled<T>(
  upload: Readable,
  directory: string,
  use: (chunks: AsyncIterable<Buffer>, sha256: string) => Promise<T>,
): Promise<T> {
  await mkdir(directory, { recursive: true });
  const path = join(directory, `import-${randomUUID()}.csv`);
  const file = await open(path, 'wx+', 0o600);
  try {
    await unlink(path);
    const sha256 = await write(upload, file);
    return await use(chunksOf(file), sha256);
  } finally {
    await file.close();
  }
}

/** The file in portions, each in the same buffer: whoever reads must be done with one before taking the next. */
async function* chunksOf(file: FileHandle): AsyncGenerator<Buffer> {
  const buffer = Buffer.alloc(CHUNK_BYTES);
  for (let position = 0; ;) {
    const { bytesRead } = await file.read(buffer, 0, CHUNK_BYTES, position);
    if (bytesRead === 0) return;
    position += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}

async function write(upload: Readable, file: FileHandle): Promise<string> {
  const sum = createHash('sha256');
  let size = 0;
  for await (const chunk of upload as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_IMPORT_BYTES) {
      throw new Problem(BODY_TOO_LARGE, `A file may have ${MAX_IMPORT_BYTES} bytes; send it in parts.`);
    }
    sum.update(chunk);
    await file.write(chunk);
  }
  return sum.digest('hex');
}

import { createHash, randomUUID } from 'node:crypto';
import { type FileHandle, mkdir, open, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { BODY_TOO_LARGE } from '../../platform/problem/common-problems.js';
import { Problem } from '../../platform/problem/problem.js';

/** Largest file accepted: ten million rows with a reason and a time. */
const MAX_IMPORT_BYTES = 512 * 1024 * 1024;

/** Bytes per read: some three hundred rows. */
const CHUNK_BYTES = 16 * 1024;

/**
 * Writes an upload to disk and passes it on from there, so that the sender need not keep the upload open while it waits
 * for the database. The file is unlinked before it is used, so that nothing of it remains, whatever happens.
 *
 * @param use also gets the SHA-256 of the whole upload, in hex
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

/** The file in chunks that share one buffer: the reader must be done with a chunk before it takes the next. */
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

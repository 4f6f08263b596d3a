import { randomUUID } from 'node:crypto';
import { type FileHandle, mkdir, open, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { BODY_TOO_LARGE } from '../../platform/problem/common-problems.js';
import { Problem } from '../../platform/problem/problem.js';

/** Largest file that is taken: ten million rows with a reason and a time. */
const MAX_IMPORT_BYTES = 512 * 1024 * 1024;

/**
 * Puts an upload on disk and hands it on from there, so that the sender does not have to wait for the database with
 * its connection open. The file has no name any more while it is used: whatever happens, nothing is left of it.
 */
export async function spooled<T>(
  upload: Readable,
  directory: string,
  use: (chunks: AsyncIterable<Buffer>) => Promise<T>,
): Promise<T> {
  await mkdir(directory, { recursive: true });
  const path = join(directory, `import-${randomUUID()}.csv`);
  const file = await open(path, 'wx+', 0o600);
  try {
    await unlink(path);
    await write(upload, file);
    return await use(file.createReadStream({ start: 0, autoClose: false }) as AsyncIterable<Buffer>);
  } finally {
    await file.close();
  }
}

async function write(upload: Readable, file: FileHandle): Promise<void> {
  let size = 0;
  for await (const chunk of upload as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_IMPORT_BYTES) {
      throw new Problem(BODY_TOO_LARGE, `A file may have ${MAX_IMPORT_BYTES} bytes; send it in parts.`);
    }
    await file.write(chunk);
  }
}

import { randomUUID } from 'node:crypto';
import { link, mkdir, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { codeOf } from '../blobs/or-null.js';
import { syncDirectory } from '../blobs/sync-directory.js';
import { writeDurably } from '../blobs/write-durably.js';

/**
 * Stores a text in a new file, readable only by its owner. The file is complete and durable before it has its name:
 * data that depends on a secret is in the database a moment later, and useless without it. If several processes do it
 * at once, one creates the file, and all read the same.
 *
 * @returns false if the file already existed
 */
export async function keepOnce(file: string, text: string): Promise<boolean> {
  await mkdir(dirname(file), { recursive: true });
  const temporary = `${file}.${randomUUID()}`;
  try {
    await writeDurably(temporary, Buffer.from(text));
    await link(temporary, file);
    return true;
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    return false;
  } finally {
    await rm(temporary, { force: true });
    await syncDirectory(dirname(file));
  }
}

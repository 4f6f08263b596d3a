import { randomUUID } from 'node:crypto';
import { link, mkdir, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { codeOf } from '../blobs/or-null.js';
import { syncDirectory } from '../blobs/sync-directory.js';
import { writeDurably } from '../blobs/write-durably.js';

/**
 * Keeps a text in a file that is not there yet, readable by its owner only. It is whole and durable before it has its name:
 * what follows from a secret is in the database a moment later, and of no use without it. Of several processes that do it
 * at once one gives the name, and all read the same.
 *
 * @returns false when the file was there
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

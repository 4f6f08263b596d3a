import { randomBytes, randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf, orNull } from '../blobs/or-null.js';
import { syncDirectory } from '../blobs/sync-directory.js';
import { writeDurably } from '../blobs/write-durably.js';

const SECRET_BYTES = 32;

/**
 * The secrets in a file of DATA_DIR, one a line; at first start it gets one, readable by its owner only. Processes on
 * several machines need a setting instead: each DATA_DIR has secrets of its own.
 */
export async function readKeptSecrets(dataDir: string, fileName: string): Promise<string[]> {
  const file = join(dataDir, fileName);
  const kept = (await orNull(readFile(file, 'utf8'))) ?? (await makeSecret(dataDir, file));
  const lines = kept.split('\n').map((line) => line.trim());
  return lines.filter((line) => line !== '');
}

/**
 * Whole and durable before it has its name: what it seals is in the database a moment later, and of no use without it. Of
 * several processes that start at once one gives the name, and all read the same.
 */
async function makeSecret(dataDir: string, file: string): Promise<string> {
  await mkdir(dataDir, { recursive: true });
  const temporary = `${file}.${randomUUID()}`;
  try {
    await writeDurably(temporary, Buffer.from(`${randomBytes(SECRET_BYTES).toString('base64url')}\n`));
    await link(temporary, file).catch((error) => {
      if (codeOf(error) !== 'EEXIST') throw error;
    });
  } finally {
    await rm(temporary, { force: true });
  }
  await syncDirectory(dataDir);
  return readFile(file, 'utf8');
}

import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { orNull } from '../blobs/or-null.js';
import { keepOnce } from './keep-once.js';

const SECRET_BYTES = 32;

/**
 * The secrets in a file of DATA_DIR, one per line. The first start creates one, readable only by its owner. Processes
 * on several machines need a setting instead: each DATA_DIR has its own secrets.
 */
export async function readKeptSecrets(dataDir: string, fileName: string): Promise<string[]> {
  const file = join(dataDir, fileName);
  const kept = (await orNull(readFile(file, 'utf8'))) ?? (await makeSecret(file));
  const lines = kept.split('\n').map((line) => line.trim());
  return lines.filter((line) => line !== '');
}

async function makeSecret(file: string): Promise<string> {
  await keepOnce(file, `${randomBytes(SECRET_BYTES).toString('base64url')}\n`);
  return readFile(file, 'utf8');
}

import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const SECRET_BYTES = 32;

/**
 * The secrets in a file of DATA_DIR, one a line; at first start it gets one, readable by its owner only. Processes on
 * several machines need a setting instead: each DATA_DIR has secrets of its own.
 */
export async function readKeptSecrets(dataDir: string, fileName: string): Promise<string[]> {
  const file = join(dataDir, fileName);
  await mkdir(dataDir, { recursive: true });
  try {
    // 'wx': of several processes that start at once, one writes and the others read
    const secret = randomBytes(SECRET_BYTES).toString('base64url');
    await writeFile(file, `${secret}\n`, { mode: 0o600, flag: 'wx' });
    return [secret];
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    const lines = (await readFile(file, 'utf8')).split('\n').map((line) => line.trim());
    return lines.filter((line) => line !== '');
  }
}

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../platform/config/config.js';
import { newKeyText } from './key-text.js';

const FILE_NAME = 'admin-api-key';

/** The bootstrap key, and whether it was made just now (then it is printed, once). */
export interface AdminKey {
  text: string;
  isNew: boolean;
  /** Where an operator finds it again; null when it is set by ADMIN_API_KEY. */
  file: string | null;
}

/** ADMIN_API_KEY, or a key generated at first start and kept in DATA_DIR, readable by its owner only. */
export async function adminKey(config: Config): Promise<AdminKey> {
  if (config.adminApiKey !== null) return { text: config.adminApiKey, isNew: false, file: null };
  const file = join(config.dataDir, FILE_NAME);
  await mkdir(config.dataDir, { recursive: true });
  const text = newKeyText();
  try {
    // 'wx': of several processes that start at once, one writes and the others read
    await writeFile(file, `${text}\n`, { mode: 0o600, flag: 'wx' });
    return { text, isNew: true, file };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return { text: (await readFile(file, 'utf8')).trim(), isNew: false, file };
  }
}

import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { orNull } from '../platform/blobs/or-null.js';
import type { Config } from '../platform/config/config.js';
import { keepOnce } from '../platform/secrets/keep-once.js';
import { newKeyText } from './key-text.js';

const FILE_NAME = 'admin-api-key';

/** The bootstrap key, and whether it was just created (then it is printed, once). */
export interface AdminKey {
  text: string;
  isNew: boolean;
  /** Where an operator finds it later; null if ADMIN_API_KEY sets it. */
  file: string | null;
}

/** ADMIN_API_KEY, or a key generated at first start and kept in DATA_DIR, readable only by its owner. */
export async function adminKey(config: Config): Promise<AdminKey> {
  if (config.adminApiKey !== null) return { text: config.adminApiKey, isNew: false, file: null };
  const file = join(config.dataDir, FILE_NAME);
  // an earlier version may have died after creating the file and before writing it
  if ((await keptIn(file)) === '') await rm(file, { force: true });
  const isNew = (await keptIn(file)) === null && (await keepOnce(file, `${newKeyText()}\n`));
  return { text: (await readFile(file, 'utf8')).trim(), isNew, file };
}

const keptIn = async (file: string): Promise<string | null> =>
  (await orNull(readFile(file, 'utf8')))?.trim() ?? null;

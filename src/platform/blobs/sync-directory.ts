import { closeSync, fsync, openSync } from 'node:fs';
import { promisify } from 'node:util';
import { codeOf } from './or-null.js';

const sync = promisify(fsync);

/**
 * Makes a rename survive a power failure (fsync(2)); file systems that refuse to sync a directory do it themselves.
 *
 * @param path where a name was just changed, so that opening it waits for nothing: a turn of the thread pool costs more
 */
export async function syncDirectory(path: string): Promise<void> {
  const directory = openSync(path, 'r');
  try {
    await sync(directory);
  } catch (error) {
    if (!['EINVAL', 'EPERM', 'EISDIR', 'ENOTSUP'].includes(codeOf(error) ?? '')) throw error;
  } finally {
    closeSync(directory);
  }
}

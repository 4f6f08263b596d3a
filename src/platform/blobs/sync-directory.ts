import { closeSync, fsync, openSync } from 'node:fs';
import { promisify } from 'node:util';
import { codeOf } from './or-null.js';

const sync = promisify(fsync);

/**
 * Makes a rename survive a power failure (fsync(2)). File systems that refuse to sync a directory do it themselves.
 *
 * @param path a directory in which a name was just changed, so opening it synchronously does not wait; a turn of the
 *   thread pool would cost more
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

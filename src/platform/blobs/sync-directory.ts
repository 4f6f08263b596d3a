import { closeSync, fsync, open } from 'node:fs';
import { promisify } from 'node:util';
import { codeOf } from './or-null.js';

const [openDirectory, sync] = [promisify(open), promisify(fsync)];

/** Makes a rename survive a power failure (fsync(2)); file systems that refuse to sync a directory do it themselves. */
export async function syncDirectory(path: string): Promise<void> {
  const directory = await openDirectory(path, 'r');
  try {
    await sync(directory);
  } catch (error) {
    if (!['EINVAL', 'EPERM', 'EISDIR', 'ENOTSUP'].includes(codeOf(error) ?? '')) throw error;
  } finally {
    closeSync(directory);
  }
}

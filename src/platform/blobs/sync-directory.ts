import { open } from 'node:fs/promises';
import { codeOf } from './or-null.js';

/** Makes a rename survive a power failure (fsync(2)); file systems that refuse to sync a directory do it themselves. */
export async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, 'r');
  try {
    await directory.sync();
  } catch (error) {
    if (!['EINVAL', 'EPERM', 'EISDIR', 'ENOTSUP'].includes(codeOf(error) ?? '')) throw error;
  } finally {
    await directory.close();
  }
}

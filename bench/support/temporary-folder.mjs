import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A folder for the caller to remove at the end. Run by root, PostgreSQL uses another account: if that could not enter,
 * the database would be created elsewhere and remain.
 */
export async function temporaryFolder() {
  const folder = await mkdtemp(join(tmpdir(), 'postroom-bench-'));
  await chmod(folder, 0o711);
  return folder;
}

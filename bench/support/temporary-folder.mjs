import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A folder that is removed at the end with all that is in it. Under root PostgreSQL runs as another account: where that
 * cannot enter, the database would lie elsewhere and stay.
 */
export async function temporaryFolder() {
  const folder = await mkdtemp(join(tmpdir(), 'postroom-bench-'));
  await chmod(folder, 0o711);
  return folder;
}

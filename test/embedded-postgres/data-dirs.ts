import { chmodSync, existsSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const made: string[] = [];

/** An empty DATA_DIR. By default one that the server's user can enter also when the tests run as root. */
export function makeDataDir(mode = 0o711): string {
  const dataDir = mkdtempSync(join(realpathSync(tmpdir()), 'postroom-pg-'));
  chmodSync(dataDir, mode);
  made.push(dataDir);
  return dataDir;
}

/** Removes every DATA_DIR made, also what root's fallback put elsewhere. */
export function removeDataDirs(): void {
  for (const dataDir of made.splice(0)) {
    const home = join(dataDir, 'postgres');
    if (existsSync(home)) rmSync(realpathSync(home), { recursive: true });
    rmSync(dataDir, { recursive: true });
  }
}

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { hasCluster } from './cluster.js';
import { findRunningPostmaster } from './postmaster-pid-file.js';
import { openServerHome } from './server-home.js';
import { serverUrl } from './server-readiness.js';

/**
 * The address of the embedded server of a running service, for commands that work beside it; null if none runs. Never
 * log it: it contains the password.
 */
export function findRunningServer(dataDir: string): string | null {
  if (!hasCluster(dataDir)) return null; // a lookup creates no folder
  const home = openServerHome(resolve(dataDir));
  const postmaster = findRunningPostmaster(home);
  if (postmaster === null) return null;
  return serverUrl(postmaster.port, readFileSync(home.passwordFile, 'utf8').trim());
}

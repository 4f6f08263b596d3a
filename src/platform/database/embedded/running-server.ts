import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { hasCluster } from './cluster.js';
import { findRunningPostmaster } from './postmaster-pid-file.js';
import { openServerHome } from './server-home.js';
import { serverUrl } from './server-readiness.js';

/**
 * The address of the embedded server that a running service owns, for commands that work beside it; null when none
 * runs. Never log it: it holds the password.
 */
export function findRunningServer(dataDir: string): string | null {
  if (!hasCluster(dataDir)) return null; // looking makes no folder
  const home = openServerHome(resolve(dataDir));
  const postmaster = findRunningPostmaster(home);
  if (postmaster === null) return null;
  return serverUrl(postmaster.port, readFileSync(home.passwordFile, 'utf8').trim());
}

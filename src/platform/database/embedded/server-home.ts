import { createHash } from 'node:crypto';
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import { canEnter, getServerAccount, type ServerAccount } from './server-account.js';

/** Place of root's server if its user cannot enter DATA_DIR (a project in /root, say). */
const SYSTEM_HOMES = '/var/lib/postroom';

/** The folder `DATA_DIR/postgres` and the account that serves it. All paths are real paths. */
export interface ServerHome {
  directory: string;
  /** The cluster (PGDATA): owned by the account, mode 0700. */
  dataDirectory: string;
  passwordFile: string;
  lockFile: string;
  logFile: string;
  account: ServerAccount | null;
}

/**
 * Creates `DATA_DIR/postgres`. If the server's user cannot enter DATA_DIR, the folder is under /var/lib/postroom and
 * `DATA_DIR/postgres` is a link to it, so that everything of DATA_DIR can still be found from there.
 */
export function openServerHome(dataDir: string): ServerHome {
  mkdirSync(dataDir, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
  const visible = join(realpathSync(dataDir), 'postgres');
  const account = getServerAccount(join(visible, 'data'));
  if (lstatSync(visible, { throwIfNoEntry: false }) === undefined) createHome(visible, account);
  const directory = realHome(visible);
  if (!canEnter(account, directory))
    throw new EmbeddedPostgresError(
      `The server's user (id ${account?.uid}) cannot enter ${directory}: allow it (chmod o+x on the folders above), or choose another DATA_DIR.`,
    );
  return {
    directory,
    dataDirectory: join(directory, 'data'),
    passwordFile: join(directory, 'password'),
    lockFile: join(directory, 'owner.lock'),
    logFile: join(directory, 'server.log'),
    account,
  };
}

function realHome(visible: string): string {
  try {
    return realpathSync(visible);
  } catch (cause) {
    throw new EmbeddedPostgresError(
      `${visible} is a link to the place where the database lies, and nothing is there: move both together, or remove the link to start empty.`,
      { cause },
    );
  }
}

function createHome(visible: string, account: ServerAccount | null): void {
  const mode = account === null ? 0o700 : 0o711;
  if (canEnter(account, dirname(visible))) return makeDirectory(visible, mode);
  makeDirectory(SYSTEM_HOMES, mode);
  const pathHash = createHash('sha256').update(visible).digest('hex').slice(0, 16);
  // never an older one: a DATA_DIR removed to start empty must not find its old database again
  const elsewhere = mkdtempSync(join(SYSTEM_HOMES, `${pathHash}-`));
  chmodSync(elsewhere, mode);
  writeFileSync(join(elsewhere, 'belongs-to'), `${visible}\n`);
  symlinkSync(elsewhere, visible);
}

/** With exactly this mode: a strict umask of root would lock the server's user out. */
function makeDirectory(directory: string, mode: number): void {
  mkdirSync(directory, { recursive: true });
  chmodSync(directory, mode);
}

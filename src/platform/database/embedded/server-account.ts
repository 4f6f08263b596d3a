import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';

/** The system user that the server runs as; PostgreSQL refuses to run as root. */
export interface ServerAccount {
  uid: number;
  gid: number;
}

const NAME = 'postgres';

/** How to create a system user: with shadow-utils, else with BusyBox. */
const CREATORS: ReadonlyArray<readonly [program: string, args: string[]]> = [
  ['useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', NAME]],
  ['adduser', ['-S', '-D', '-H', '-s', '/sbin/nologin', NAME]],
];

/**
 * Null for an ordinary user: the server then runs as the same user as the service. For root it is the owner of the
 * existing data directory, else the system user `postgres`, which is created if missing.
 */
export function getServerAccount(dataDirectory: string): ServerAccount | null {
  const owner = statSync(dataDirectory, { throwIfNoEntry: false });
  if (process.getuid?.() === 0) return owner && owner.uid !== 0 ? owner : (findAccount() ?? createAccount());
  if (owner && process.getuid && owner.uid !== process.getuid())
    throw new EmbeddedPostgresError(
      `${dataDirectory} belongs to the user with id ${owner.uid}: start as that user or as root, or choose another DATA_DIR.`,
    );
  return null;
}

/** Whether the account may enter every directory down to `directory`; access lists are not considered. */
export function canEnter(account: ServerAccount | null, directory: string): boolean {
  if (account === null) return true;
  const { mode, uid, gid } = statSync(directory);
  const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
  if (!(mode & bit)) return false;
  return directory === dirname(directory) || canEnter(account, dirname(directory));
}

function findAccount(): ServerAccount | null {
  const id = (option: string) =>
    Number(execFileSync('id', [option, NAME], { stdio: ['ignore', 'pipe', 'ignore'] }).toString());
  try {
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    return null; // id exits 1 if there is no such user
  }
}

function createAccount(): ServerAccount {
  const failures = CREATORS.map(([program, args]) => {
    if (findAccount()) return null;
    try {
      execFileSync(program, args, { stdio: ['ignore', 'ignore', 'pipe'] });
      return null;
    } catch (error) {
      return error as Error;
    }
  });
  const account = findAccount();
  if (account) return account;
  throw new EmbeddedPostgresError(
    `PostgreSQL does not run as root, and the system user "${NAME}" could be made neither with useradd nor with adduser: start as an ordinary user.`,
    { cause: failures.find((failure) => failure !== null) },
  );
}

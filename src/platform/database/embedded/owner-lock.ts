import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import { findProcessStart } from './process-table.js';

/** A round fails only if another process took or released the lock in between. */
const MAX_ROUNDS = 20;

/**
 * Makes this process the only owner of an embedded server: a file that names the process, created atomically. The lock
 * of a dead process is taken over. Returns the release, which removes only our own lock.
 *
 * @throws EmbeddedPostgresError naming the living owner
 */
export function takeOwnerLock(file: string, dataDir: string): () => void {
  const mine = `${process.pid} ${findProcessStart(process.pid)}\n`;
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, mine, { mode: 0o600 });
  try {
    for (let round = 0; round < MAX_ROUNDS; round++) {
      if (linked(draft, file)) return () => releaseLock(file, mine);
      const theirs = findText(file);
      const owner = findLivingOwner(theirs);
      if (owner !== null) throw inUse(dataDir, owner);
      if (theirs !== null) removeStale(file, theirs);
    }
    throw new EmbeddedPostgresError(`The lock ${file} changes hands all the time.`);
  } finally {
    rmSync(draft, { force: true });
  }
}

const inUse = (dataDir: string, pid: number): EmbeddedPostgresError =>
  new EmbeddedPostgresError(
    `DATA_DIR ${dataDir} is in use by process ${pid}; set DATABASE_URL to run several processes.`,
  );

function linked(draft: string, file: string): boolean {
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function findLivingOwner(lock: string | null): number | null {
  const [, pid, start] = /^(\d+) (\S.*)\n$/.exec(lock ?? '') ?? [];
  return pid !== undefined && findProcessStart(Number(pid)) === start ? Number(pid) : null;
}

/** Moves the lock away before checking it: two processes that find the same stale lock must not both delete. */
function removeStale(file: string, stale: string): void {
  const moved = `${file}.${process.pid}.stale`;
  try {
    renameSync(file, moved);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  if (findText(moved) !== stale) linked(moved, file); // another process was faster: restore its lock
  rmSync(moved, { force: true });
}

function releaseLock(file: string, mine: string): void {
  if (findText(file) === mine) rmSync(file, { force: true });
}

function findText(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

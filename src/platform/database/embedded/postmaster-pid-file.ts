import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import { hasProcessIn, isPostmasterOf } from './process-table.js';
import type { ServerHome } from './server-home.js';

/** The server's first process. It need not be our child: it survives a killed service. */
export interface Postmaster {
  pid: number;
  port: number;
}

/** Backends exit by themselves as soon as they notice that their postmaster is gone. */
const BACKENDS_END_MS = 10_000;
const LOOK_EVERY_MS = 20;

/** Line numbers of postmaster.pid (PostgreSQL, src/include/utils/pidfile.h). */
const PID_LINE = 0;
const PORT_LINE = 3;
const STATUS_LINE = 7;

const fileOf = (home: ServerHome): string => join(home.dataDirectory, 'postmaster.pid');

/** The living server of this home, as named in its pid file, or null. Does not change the file. */
export function findRunningPostmaster(home: ServerHome): Postmaster | null {
  const lines = readPidFile(home);
  const postmaster = { pid: Number(lines[PID_LINE]), port: Number(lines[PORT_LINE]) };
  return postmaster.pid > 0 && isPostmasterOf(postmaster.pid, home.dataDirectory) ? postmaster : null;
}

/** Whether that server reports that it accepts connections: until then its port may belong to anyone. */
export function saysReady(home: ServerHome, { pid }: Postmaster): boolean {
  const lines = readPidFile(home);
  return Number(lines[PID_LINE]) === pid && lines[STATUS_LINE]?.trim() === 'ready';
}

/**
 * Removes the pid file of a dead server in a case where PostgreSQL would not: it takes any process with that pid, even
 * a zombie, for the server and refuses to start. If no process has that pid, PostgreSQL's own, deeper check decides.
 */
export async function removeMisleadingPidFile(home: ServerHome): Promise<void> {
  const pid = Number(readPidFile(home)[PID_LINE]);
  if (!(pid > 0) || !isPidTaken(pid)) return;
  for (const end = Date.now() + BACKENDS_END_MS; hasProcessIn(home.dataDirectory); await sleep(LOOK_EVERY_MS))
    if (Date.now() > end)
      throw new EmbeddedPostgresError(`Processes of a dead server still work in ${home.dataDirectory}.`);
  rmSync(fileOf(home), { force: true });
}

function isPidTaken(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

function readPidFile(home: ServerHome): string[] {
  try {
    return readFileSync(fileOf(home), 'utf8').split('\n');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

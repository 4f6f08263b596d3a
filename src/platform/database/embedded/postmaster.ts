import { spawn } from 'node:child_process';
import { closeSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { cannotRun, SERVER_ENVIRONMENT } from './cluster.js';
import { findProcessStart, isPostmasterOf } from './process-table.js';
import type { ServerHome } from './server-home.js';
import { openServerLog } from './server-log.js';
import { program, type ServerSoftware } from './server-software.js';

/** The server's first process. It need not be our child: it outlives a service that was killed. */
export interface Postmaster {
  pid: number;
  port: number;
}

/** A fast shutdown writes out all changed pages; on a slow disk under load that takes a while. */
const FAST_SHUTDOWN_MS = 30_000;
/** After SIGQUIT the postmaster itself kills what does not end within 5 s. */
const IMMEDIATE_SHUTDOWN_MS = 10_000;
const LOOK_EVERY_MS = 20;

/** Line numbers of postmaster.pid (PostgreSQL src/include/utils/pidfile.h). */
const PID_LINE = 0;
const PORT_LINE = 3;

/**
 * The living server of this home, found by its postmaster.pid. A file whose process is gone is left to PostgreSQL,
 * which checks for surviving backends too; one whose pid now belongs to something else is removed, as PostgreSQL
 * would take that process for a server and refuse to start.
 */
export function findRunningPostmaster(home: ServerHome): Postmaster | null {
  const file = join(home.dataDirectory, 'postmaster.pid');
  const lines = readPidFile(file);
  const pid = Number(lines[PID_LINE]);
  if (!(pid > 0) || findProcessStart(pid) === null) return null;
  if (isPostmasterOf(pid, home.dataDirectory)) return { pid, port: Number(lines[PORT_LINE]) };
  rmSync(file, { force: true });
  return null;
}

/**
 * Starts the server in a session of its own, so that Ctrl-C in the service's terminal does not reach it. Returns at
 * once; the server may still be recovering, or about to fail.
 */
export async function spawnPostmaster(
  home: ServerHome,
  software: ServerSoftware,
  port: number,
  settings: Record<string, string | number>,
): Promise<Postmaster> {
  const log = openServerLog(home);
  const options = Object.entries({ ...settings, port }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ]);
  const child = spawn(program(software, 'postgres'), ['-D', home.dataDirectory, ...options], {
    ...home.account,
    cwd: home.directory,
    env: SERVER_ENVIRONMENT,
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', (error) => reject(cannotRun(error)));
  });
  child.unref();
  return { pid: child.pid!, port };
}

/** Fast shutdown: open transactions are rolled back, everything committed is on the disk. Resolves when it is gone. */
export async function stopPostmaster(postmaster: Postmaster, start: string): Promise<void> {
  for (const [signal, limitMs] of [
    ['SIGINT', FAST_SHUTDOWN_MS],
    ['SIGQUIT', IMMEDIATE_SHUTDOWN_MS],
  ] as const) {
    signalPostmaster(postmaster, start, signal);
    if (await isGone(postmaster, start, limitMs)) return;
  }
  throw new Error(
    `The embedded PostgreSQL (process ${postmaster.pid}) did not end after SIGINT and SIGQUIT.`,
  );
}

/** Signals that very process, never another that has its pid by now (`start` is its `findProcessStart`). */
export function signalPostmaster({ pid }: Postmaster, start: string, signal: NodeJS.Signals): void {
  if (findProcessStart(pid) !== start) return;
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

async function isGone({ pid }: Postmaster, start: string, limitMs: number): Promise<boolean> {
  for (const end = Date.now() + limitMs; Date.now() < end; await sleep(LOOK_EVERY_MS))
    if (findProcessStart(pid) !== start) return true;
  return false;
}

function readPidFile(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').split('\n');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

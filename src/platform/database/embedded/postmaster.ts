import { spawn } from 'node:child_process';
import { closeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { cannotRun, SERVER_ENVIRONMENT } from './cluster.js';
import type { Postmaster } from './postmaster-pid-file.js';
import { findProcessStart } from './process-table.js';
import type { ServerHome } from './server-home.js';
import { openServerLog } from './server-log.js';
import { program, type ServerSoftware } from './server-software.js';

/** A fast shutdown writes all changed pages, which takes a while on a slow disk under load. */
const FAST_SHUTDOWN_MS = 30_000;
/** After SIGQUIT the postmaster itself kills any process that does not end within 5 s. */
const IMMEDIATE_SHUTDOWN_MS = 10_000;
const LOOK_EVERY_MS = 20;

/**
 * Starts the server in its own session, so that Ctrl-C in the service's terminal does not reach it. Returns at once;
 * the server may still be recovering, or about to fail.
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

/**
 * Fast shutdown: open transactions are rolled back, everything committed is on disk. Resolves when the server is gone.
 */
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

/** Signals exactly this process, never another that now has its pid (`start` is its `findProcessStart`). */
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

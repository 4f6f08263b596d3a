import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** Fields of /proc/<pid>/stat, counted after the command name, which may contain anything (proc(5)). */
const STATE = 0;
const START_TIME = 19;

/**
 * When a process began, as an opaque word. With the pid it identifies one process; the pid alone may have been reused.
 * Null if there is no such process, or only its zombie.
 */
export function findProcessStart(pid: number): string | null {
  return process.platform === 'linux' ? startFromProc(pid) : startFromPs(pid);
}

/** Whether `pid` is a live PostgreSQL server on `dataDirectory` (a real path): that is its working directory. */
export function isPostmasterOf(pid: number, dataDirectory: string): boolean {
  if (findProcessStart(pid) === null) return false;
  if (process.platform !== 'linux') return (findPs(pid, 'command=') ?? '').includes(dataDirectory);
  return worksIn(pid, dataDirectory);
}

/** Whether any live process has that working directory, as a server's backends do; known only on Linux, else false. */
export function hasProcessIn(directory: string): boolean {
  if (process.platform !== 'linux') return false;
  return readdirSync('/proc').some((name) => /^\d+$/.test(name) && worksIn(name, directory));
}

function worksIn(pid: number | string, directory: string): boolean {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === directory;
  } catch {
    return false; // gone, a zombie, or another user's: we may always read ours
  }
}

function startFromProc(pid: number): string | null {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
  } catch {
    return null;
  }
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields[STATE] === 'Z' || fields[STATE] === 'X' ? null : (fields[START_TIME] ?? null);
}

function startFromPs(pid: number): string | null {
  const line = findPs(pid, 'stat=,lstart=');
  return line === null || line.startsWith('Z') ? null : line.replace(/^\S+\s+/, '');
}

function findPs(pid: number, columns: string): string | null {
  try {
    const output = execFileSync('ps', ['-o', columns, '-p', String(pid)], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return output.toString('utf8').trim() || null;
  } catch {
    return null; // ps exits 1 if there is no such process
  }
}

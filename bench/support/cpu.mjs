import { readdirSync, readFileSync } from 'node:fs';

const MS_PER_TICK = 10;

/** Fields of /proc/<pid>/stat after the name in brackets (proc_pid_stat(5)); null if the process is gone. Linux. */
function statOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  } catch {
    return null;
  }
}

const ticks = (stat, ...fields) => fields.reduce((sum, field) => sum + Number(stat?.[field] ?? 0), 0);

/** CPU time that a process has used so far, ms. */
export const cpuMs = (pid) => ticks(statOf(pid), 11, 12) * MS_PER_TICK;

/** The same for a process and all its children, including those that have ended. */
export function cpuMsWithChildren(pid) {
  const children = readdirSync('/proc').filter((name) => statOf(name)?.[1] === String(pid));
  const own = ticks(statOf(pid), 11, 12, 13, 14) * MS_PER_TICK;
  return children.reduce((sum, child) => sum + cpuMs(child), own);
}

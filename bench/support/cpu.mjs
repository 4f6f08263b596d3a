import { readdirSync, readFileSync } from 'node:fs';

const MS_PER_TICK = 10;

/** Fields of /proc/<pid>/stat after the name in brackets (proc_pid_stat(5)), null when it is gone. Linux. */
function statOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  } catch {
    return null;
  }
}

const ticks = (stat, ...fields) => fields.reduce((sum, field) => sum + Number(stat?.[field] ?? 0), 0);

/** CPU time of a process so far, ms. */
export const cpuMs = (pid) => ticks(statOf(pid), 11, 12) * MS_PER_TICK;

/** The same of a process and all its children, those that have ended too. */
export function cpuMsWithChildren(pid) {
  const children = readdirSync('/proc').filter((name) => statOf(name)?.[1] === String(pid));
  const own = ticks(statOf(pid), 11, 12, 13, 14) * MS_PER_TICK;
  return children.reduce((sum, child) => sum + cpuMs(child), own);
}

/**
 * Milliseconds of processor time that the work took. Other programs on a busy machine make it wait, but not work more:
 * so a limit on this time tells slow code from a slow machine.
 */
export function cpuMsOf(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

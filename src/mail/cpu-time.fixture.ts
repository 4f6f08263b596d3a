/**
 * What `work` gives and the processor time it takes, ms. Unlike the clock that does not run while other processes have
 * the machine, so a test can hold slow growth against it on a busy one.
 */
export function measureCpu<T>(work: () => T): { result: T; ms: number } {
  const before = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(before);
  return { result, ms: (user + system) / 1000 };
}

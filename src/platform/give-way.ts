import { getPriority, setPriority } from 'node:os';

/** Under full load this gives a third of the time of a thread with the usual niceness of 0; otherwise all it wants. */
const NICENESS = 5;

/**
 * Lowers the priority of this thread and of those it starts from now on: a provider waits for the answer to its
 * webhook, but nobody waits for a mail to be read. Only Linux has niceness per thread (setpriority(2)); elsewhere
 * nothing happens.
 */
export function giveWay(): void {
  if (process.platform === 'linux') setPriority(Math.max(getPriority(), NICENESS));
}

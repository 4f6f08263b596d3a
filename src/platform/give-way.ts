import { getPriority, setPriority } from 'node:os';

/** When all want the processor, a third of what a thread with the usual niceness of 0 gets; otherwise all of it. */
const NICENESS = 5;

/**
 * From now on this thread, and those that it starts, let others go first: a provider waits for the answer to its webhook,
 * and nobody waits for a mail to be read. Only Linux counts niceness by thread (setpriority(2)); elsewhere nothing happens.
 */
export function giveWay(): void {
  if (process.platform === 'linux') setPriority(Math.max(getPriority(), NICENESS));
}

import { eventually } from './eventually.js';
import type { Service } from './service.js';

/** Whether a statement waits for somebody who has a row that it needs; gates do not count. */
export async function isSomebodyHeldUp(service: Service): Promise<boolean> {
  const waiting = await service.sql(
    `SELECT FROM pg_locks JOIN pg_stat_activity USING (pid)
     WHERE NOT granted AND pg_locks.locktype IN ('transactionid', 'tuple') AND datname = current_database()`,
  );
  return waiting.length > 0;
}

/** Resolves when it is done, or waits for a row that somebody has: it comes no further by itself. */
export async function doneOrHeldUp(service: Service, isDone: () => Promise<boolean>): Promise<void> {
  await eventually(async () => ((await isDone()) || (await isSomebodyHeldUp(service)) ? true : null));
}

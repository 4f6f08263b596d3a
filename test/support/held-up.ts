import { eventually } from './eventually.js';
import type { Service } from './service.js';

/** Whether a statement waits for a row that another transaction has locked; gates do not count. */
export async function isSomebodyHeldUp(service: Service): Promise<boolean> {
  const waiting = await service.sql(
    `SELECT FROM pg_locks JOIN pg_stat_activity USING (pid)
     WHERE NOT granted AND pg_locks.locktype IN ('transactionid', 'tuple') AND datname = current_database()`,
  );
  return waiting.length > 0;
}

/** Resolves when it is done or waits for a locked row, so that it cannot continue by itself. */
export async function doneOrHeldUp(service: Service, isDone: () => Promise<boolean>): Promise<void> {
  await eventually(async () => ((await isDone()) || (await isSomebodyHeldUp(service)) ? true : null));
}

import { comesOfDatabase } from '../database/database-errors.js';
import type { Log, LogFields } from '../logging/log.js';
import { isOfAnOutage } from './mainstay.js';

/**
 * Warns of work that failed and is tried again. When it is because the database is away, which is logged by itself, it is
 * for debugging only.
 */
export async function tellFailure(
  log: Pick<Log, 'warn' | 'debug'>,
  { err, ...fields }: LogFields & { err: unknown },
  message: string,
): Promise<void> {
  const isTold = comesOfDatabase(err) && (await isOfAnOutage());
  log[isTold ? 'debug' : 'warn']({ ...fields, err }, message);
}

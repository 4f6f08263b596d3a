import { comesOfDatabase } from '../database/database-errors.js';
import type { Log, LogFields } from '../logging/log.js';
import { isOfAnOutage } from './mainstay.js';

/**
 * Logs a warning about work that failed and will be tried again. If an outage of the database caused the failure, logs
 * it at debug level only, because outages are logged separately.
 */
export async function tellFailure(
  log: Pick<Log, 'warn' | 'debug'>,
  { err, ...fields }: LogFields & { err: unknown },
  message: string,
): Promise<void> {
  const isTold = comesOfDatabase(err) && (await isOfAnOutage());
  log[isTold ? 'debug' : 'warn']({ ...fields, err }, message);
}

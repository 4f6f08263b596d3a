import type { EntityManager } from 'typeorm';
import { returning } from '../../platform/database/returning.js';

/**
 * SET clause that empties a row of `inbox_events`. An event that was not processed becomes `ignored`. A worker that has
 * it loses it.
 */
export const EMPTIED = `
  payload = 'null', payload_purged_at = now(), outcome = outcome || '{"suppressions": []}', last_error = NULL,
  status = CASE WHEN status IN ('processed', 'ignored') THEN status ELSE 'ignored' END,
  lease_token = NULL, lease_until = NULL, finished_at = coalesce(finished_at, now())`;

/** Forgets what was fetched for emptied events. @returns its blobs */
export async function forgetFetched(tx: EntityManager, eventIds: string[]): Promise<string[]> {
  const fetched = await returning<{ raw_sha256: string | null }>(
    tx,
    'DELETE FROM inbound_emails WHERE event_id = ANY($1::uuid[]) RETURNING raw_sha256',
    [eventIds],
  );
  return fetched.flatMap(({ raw_sha256 }) => raw_sha256 ?? []);
}

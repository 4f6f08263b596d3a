import type { DataSource } from 'typeorm';
import { returning } from '../../platform/database/returning.js';

/** Most requests at once from one process to one receiver. */
const PER_ENDPOINT = 4;

/** After this many failures in a row the breaker opens: one request at a time, with pauses between them. */
export const BREAKER_FAILURES = 5;

/** Longer than any attempt takes: when it is over, the process is dead and another one may try. */
const LEASE_SECONDS = 60;

/**
 * Leases due deliveries, for each receiver no more than it has free places: one that hangs occupies only its own
 * places.
 *
 * @param inFlight requests under way in this process, by receiver
 * @returns ids of the deliveries, leased under `token`
 */
export async function claimDeliveries(
  database: DataSource,
  token: string,
  inFlight: ReadonlyMap<string, number>,
  limit: number,
): Promise<string[]> {
  const rows = await returning<{ id: string }>(
    database,
    `WITH receiver AS (
       SELECT id, CASE WHEN consecutive_failures >= $5 THEN 1 ELSE $4 END
                  - coalesce(($1::jsonb ->> id::text)::int, 0) AS places
       FROM webhook_endpoints
       WHERE is_enabled AND (paused_until IS NULL OR paused_until <= now())
     ), due AS (
       SELECT delivery.id FROM receiver CROSS JOIN LATERAL (
         SELECT id FROM webhook_deliveries
         WHERE endpoint_id = receiver.id AND status = 'pending' AND due_at <= now()
           AND (lease_until IS NULL OR lease_until < now())
         ORDER BY due_at, sequence LIMIT greatest(receiver.places, 0) FOR UPDATE SKIP LOCKED
       ) AS delivery LIMIT $2
     )
     UPDATE webhook_deliveries AS delivery
     SET lease_token = $3, lease_until = now() + make_interval(secs => ${LEASE_SECONDS}), attempts = attempts + 1
     FROM due WHERE delivery.id = due.id
     RETURNING delivery.id`,
    [JSON.stringify(Object.fromEntries(inFlight)), limit, token, PER_ENDPOINT, BREAKER_FAILURES],
  );
  return rows.map(({ id }) => id);
}

import type { EntityManager } from 'typeorm';
import { returning } from '../../platform/database/returning.js';

/** Deliveries of one statement: well under a second. */
const PORTION = 5_000;

/**
 * What waits for a receiver that is disabled does not leave when it is enabled again, since that is a clean start. To cancel it is
 * never part of disabling: of a receiver that was busy and dead for days there is so much that it might not succeed, and the
 * receiver would stay enabled. Nothing leaves meanwhile, and whoever enables it comes after this.
 */
export async function cancelWaiting(on: EntityManager, endpointId: string): Promise<void> {
  while (await cancelPortion(on, endpointId));
}

/**
 * @param endpointId null: of all that are disabled
 * @returns whether there may be more
 */
export async function cancelPortion(on: EntityManager, endpointId: string | null): Promise<boolean> {
  const cancelled = await returning(
    on,
    `UPDATE webhook_deliveries SET status = 'cancelled', finished_at = now()
     WHERE id IN (
       SELECT waiting.id FROM webhook_endpoints AS receiver CROSS JOIN LATERAL (
         SELECT id FROM webhook_deliveries WHERE endpoint_id = receiver.id AND status = 'pending'
         LIMIT ${PORTION} FOR UPDATE SKIP LOCKED
       ) AS waiting
       WHERE NOT receiver.is_enabled AND ($1::uuid IS NULL OR receiver.id = $1)
       LIMIT ${PORTION})
     RETURNING id`,
    [endpointId],
  );
  return cancelled.length === PORTION;
}

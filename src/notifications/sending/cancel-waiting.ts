import type { EntityManager } from 'typeorm';
import { returning } from '../../platform/database/returning.js';

/** Deliveries per statement, so that it takes well under a second. */
const PORTION = 5_000;

/**
 * Cancels what waits for a disabled receiver; enabling it again is a clean start. Disabling never includes this: if a
 * busy receiver has been dead for days, so much waits that cancelling it might fail, and the receiver would stay
 * enabled. Nothing is sent to a disabled receiver, and enabling it cancels the rest first.
 */
export async function cancelWaiting(on: EntityManager, endpointId: string): Promise<void> {
  while (await cancelPortion(on, endpointId));
}

/**
 * @param endpointId null for all disabled receivers
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

import type { EntityManager } from 'typeorm';

/** What waits for a receiver that is disabled does not leave when it is enabled again, since that is a clean start. */
export async function cancelWaiting(tx: EntityManager, endpointId: string): Promise<void> {
  await tx.query(
    `UPDATE webhook_deliveries SET status = 'cancelled', finished_at = now()
     WHERE endpoint_id = $1 AND status = 'pending'`,
    [endpointId],
  );
}

import type { EntityManager } from 'typeorm';

/** The last time that mail to an address bounced, failed or was complained about. */
export interface Failure {
  address: string;
  status: 'bounced' | 'complained' | 'failed';
  /** In the words of the provider or of the remote server. */
  reason: string | null;
  at: Date;
}

/**
 * For each address, the last failure that no later delivery has made good; newest first. (`deliveries/` is a room on
 * the same level, so this reads its table but none of its code.)
 */
export function findFailures(db: Pick<EntityManager, 'query'>, addresses: string[]): Promise<Failure[]> {
  return db.query(
    `SELECT last.* FROM unnest($1::text[]) AS asked(address)
     CROSS JOIN LATERAL (
       SELECT asked.address, kind AS status, coalesce(diagnostic_code, reason) AS reason, occurred_at AS at
       FROM delivery_events
       WHERE recipients @> ARRAY[asked.address] AND recipient = asked.address
         AND kind IN ('bounced', 'complained', 'failed', 'delivered')
       ORDER BY occurred_at DESC, kind <> 'delivered' DESC LIMIT 1) AS last
     WHERE last.status <> 'delivered' ORDER BY last.at DESC`,
    [addresses],
  );
}

import { firstIdAt } from '../platform/database/ids-in-time.js';
import { BATCH, type Purge, type StepRow, toStep } from './purge.js';

const FIRST_ID = '00000000-0000-0000-0000-000000000000';

/** Provider payloads of finished events. The event itself stays: the ledger counts it. */
export const purgePayloads: Purge = {
  name: 'payloads',
  async step(tx, olderThan, from) {
    const [row] = await tx.query<StepRow[]>(
      `WITH seen AS (
         SELECT id FROM inbox_events WHERE id < $1 AND id > $2 ORDER BY id LIMIT ${BATCH}
       ), gone AS (
         UPDATE inbox_events SET payload = 'null', payload_purged_at = now() FROM seen
         WHERE inbox_events.id = seen.id AND status IN ('processed', 'ignored') AND payload_purged_at IS NULL
         RETURNING 1
       )
       SELECT (SELECT count(*)::int FROM gone) AS purged,
              (SELECT ARRAY[id::text] FROM seen ORDER BY id DESC LIMIT 1) AS last`,
      [firstIdAt(olderThan.getTime()), from?.[0] ?? FIRST_ID],
    );
    return toStep(row);
  },
};

/**
 * Logs of outgoing webhooks, and what they told about. What still waits to be sent stays. They are read in order of arrival
 * and only as far as they are old, so the young ones cost nothing.
 */
export const purgeLogs: Purge = {
  name: 'logs',
  async step(tx, olderThan, from) {
    const [row] = await tx.query<StepRow[]>(
      `WITH next AS (
         SELECT id, sequence, occurred_at FROM notifications WHERE sequence > $2 ORDER BY sequence LIMIT ${BATCH}
       ), seen AS (
         SELECT id, sequence FROM next WHERE occurred_at < $1
       ), old AS (
         SELECT id FROM seen WHERE NOT EXISTS (
           SELECT FROM webhook_deliveries WHERE notification_id = seen.id AND status = 'pending')
       ), gone AS (
         DELETE FROM webhook_deliveries WHERE notification_id IN (SELECT id FROM old) RETURNING 1
       )
       SELECT (SELECT count(*)::int FROM gone) AS purged,
              (SELECT ARRAY[sequence::text] FROM seen ORDER BY sequence DESC LIMIT 1) AS last`,
      [olderThan, from?.[0] ?? '-1'],
    );
    await tx.query(
      `DELETE FROM notifications WHERE sequence > $1 AND sequence <= $2 AND occurred_at < $3
         AND NOT EXISTS (SELECT FROM webhook_deliveries WHERE notification_id = notifications.id)`,
      [from?.[0] ?? '-1', row?.last?.[0] ?? '-1', olderThan],
    );
    return toStep(row);
  },
};

/** The audit log. Its trigger prevents all other deletions. */
export const purgeAudit: Purge = {
  name: 'audit',
  async step(tx, olderThan) {
    await tx.query("SET LOCAL postroom.retention = 'on'");
    const [row] = await tx.query<StepRow[]>(
      `WITH gone AS (
         DELETE FROM audit_log WHERE id IN (SELECT id FROM audit_log WHERE id < $1 ORDER BY id LIMIT ${BATCH}) RETURNING 1
       )
       SELECT count(*)::int AS purged, CASE WHEN count(*) = ${BATCH} THEN ARRAY[]::text[] END AS last FROM gone`,
      [firstIdAt(olderThan.getTime())],
    );
    return toStep(row);
  },
};

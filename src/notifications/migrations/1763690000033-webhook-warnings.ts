import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When a receiver is about to be given up, the others are told: a receiver gets no notifications about itself. */
const NOTIFY = (listening: string) => `
  CREATE OR REPLACE FUNCTION notify_webhooks(what text, details jsonb) RETURNS void LANGUAGE sql AS $$
    WITH listeners AS (
      SELECT id FROM webhook_endpoints WHERE is_enabled AND events && ARRAY[what, '*'] ${listening}
    ), notification AS (
      INSERT INTO notifications (id, type, data)
      SELECT gen_random_uuid(), what, details WHERE EXISTS (SELECT FROM listeners)
      RETURNING id, sequence
    )
    INSERT INTO webhook_deliveries (id, endpoint_id, notification_id, sequence)
    SELECT gen_random_uuid(), listeners.id, notification.id, notification.sequence
    FROM listeners, notification
  $$`;

export class WebhookWarnings1763690000033 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE webhook_endpoints
        ADD warned_at timestamptz,
        ADD expand text[] NOT NULL DEFAULT '{}'`);
    await db.query(NOTIFY("AND id::text IS DISTINCT FROM details->>'webhook_id'"));
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(NOTIFY(''));
    await db.query('ALTER TABLE webhook_endpoints DROP COLUMN warned_at, DROP COLUMN expand');
  }
}

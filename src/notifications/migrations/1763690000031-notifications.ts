import type { MigrationInterface, QueryRunner } from 'typeorm';

interface Trigger {
  name: string;
  /** The change that fires it. */
  after: string;
  /** PL/pgSQL; `changed` is the new row as JSON. */
  does: string;
}

/**
 * The database itself writes notifications: no room needs to know that anybody listens, every change to a row counts
 * (API, worker, command line), and a notification commits with its cause or not at all. Without listeners a trigger
 * costs one look into an empty table.
 */
const TRIGGERS: Trigger[] = [
  {
    name: 'tickets_created_notify',
    after: 'INSERT ON tickets',
    does: `PERFORM notify_webhooks('ticket.created', jsonb_build_object(
             'ticket_id', changed->'id', 'number', changed->'number', 'mailbox_id', changed->'mailbox_id',
             'status', changed->'status', 'version', changed->'version'));`,
  },
  {
    name: 'tickets_updated_notify',
    after: 'UPDATE ON tickets FOR EACH ROW WHEN (OLD.version IS DISTINCT FROM NEW.version)',
    does: `PERFORM notify_webhooks('ticket.updated', jsonb_build_object(
             'ticket_id', changed->'id', 'number', changed->'number', 'mailbox_id', changed->'mailbox_id',
             'status', changed->'status', 'version', changed->'version'));`,
  },
  {
    name: 'messages_notify',
    after: "INSERT ON messages FOR EACH ROW WHEN (NEW.direction = 'inbound')",
    does: `PERFORM notify_webhooks(
             CASE WHEN changed->>'held' IS NULL THEN 'message.received' ELSE 'message.held' END,
             jsonb_build_object('message_id', changed->'id', 'ticket_id', changed->'ticket_id',
               'mailbox_id', changed->'mailbox_id', 'kind', changed#>'{classification,kind}'));`,
  },
  {
    name: 'suppressions_notify',
    after: 'UPDATE ON suppressions FOR EACH ROW WHEN (OLD.is_suppressed IS DISTINCT FROM NEW.is_suppressed)',
    does: `PERFORM notify_webhooks(
             CASE WHEN NEW.is_suppressed THEN 'address.suppressed' ELSE 'address.released' END,
             jsonb_build_object('address', changed->'address', 'scope', changed->'scope', 'reason', changed->'reason'));`,
  },
  {
    name: 'inbox_events_notify',
    after: "UPDATE ON inbox_events FOR EACH ROW WHEN (NEW.status = 'failed' AND OLD.status <> 'failed')",
    does: `PERFORM notify_webhooks('event.failed', jsonb_build_object('event_id', changed->'id',
             'source', changed->'source', 'type', changed->'type', 'code', changed#>'{last_error,code}'));`,
  },
];

export class Notifications1763690000031 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE webhook_endpoints (
        id uuid PRIMARY KEY,
        url text NOT NULL,
        description text NOT NULL DEFAULT '',
        events text[] NOT NULL,
        is_enabled boolean NOT NULL DEFAULT true,
        disabled_reason text,
        signs_simply boolean NOT NULL DEFAULT false,
        secrets jsonb NOT NULL,
        version int NOT NULL DEFAULT 1,
        consecutive_failures int NOT NULL DEFAULT 0,
        failing_since timestamptz,
        paused_until timestamptz,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now()
      )`);
    await db.query(`
      CREATE TABLE notifications (
        id uuid PRIMARY KEY,
        sequence bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
        type text NOT NULL,
        occurred_at timestamptz(3) NOT NULL DEFAULT now(),
        data jsonb NOT NULL
      )`);
    await db.query(`
      CREATE TABLE webhook_deliveries (
        id uuid PRIMARY KEY,
        endpoint_id uuid NOT NULL REFERENCES webhook_endpoints ON DELETE CASCADE,
        notification_id uuid NOT NULL REFERENCES notifications,
        sequence bigint NOT NULL,
        status text NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'delivered', 'failed', 'cancelled')),
        attempts int NOT NULL DEFAULT 0,
        due_at timestamptz NOT NULL DEFAULT now(),
        lease_token uuid,
        lease_until timestamptz,
        attempt_log jsonb NOT NULL DEFAULT '[]',
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        finished_at timestamptz
      )`);
    await db.query(`
      CREATE INDEX webhook_deliveries_due ON webhook_deliveries (endpoint_id, due_at) WHERE status = 'pending'`);
    await db.query('CREATE INDEX webhook_deliveries_log ON webhook_deliveries (endpoint_id, sequence, id)');
    await db.query('CREATE INDEX webhook_deliveries_notification ON webhook_deliveries (notification_id)');
    await this.createOutbox(db);
    for (const trigger of TRIGGERS) await this.watch(db, trigger);
  }

  /**
   * Creates the function that writes one notification and its deliveries, in the transaction of its cause; nothing if
   * nobody listens.
   */
  private async createOutbox(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE FUNCTION notify_webhooks(what text, details jsonb) RETURNS void LANGUAGE sql AS $$
        WITH listeners AS (
          SELECT id FROM webhook_endpoints WHERE is_enabled AND events && ARRAY[what, '*']
        ), notification AS (
          INSERT INTO notifications (id, type, data)
          SELECT gen_random_uuid(), what, details WHERE EXISTS (SELECT FROM listeners)
          RETURNING id, sequence
        )
        INSERT INTO webhook_deliveries (id, endpoint_id, notification_id, sequence)
        SELECT gen_random_uuid(), listeners.id, notification.id, notification.sequence
        FROM listeners, notification
      $$`);
  }

  /**
   * The row is read as JSON, so that if another room renames a column, a test fails and not that room's transaction.
   */
  private async watch(db: QueryRunner, { name, after, does }: Trigger): Promise<void> {
    await db.query(`
      CREATE FUNCTION ${name}() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE changed jsonb := to_jsonb(NEW);
        BEGIN
          ${does}
          RETURN NULL;
        END
      $$`);
    const event = after.includes('FOR EACH ROW') ? after : `${after} FOR EACH ROW`;
    await db.query(`CREATE TRIGGER ${name} AFTER ${event} EXECUTE FUNCTION ${name}()`);
  }

  async down(db: QueryRunner): Promise<void> {
    for (const { name } of TRIGGERS) await db.query(`DROP FUNCTION ${name}() CASCADE`);
    await db.query('DROP FUNCTION notify_webhooks(text, jsonb)');
    await db.query('DROP TABLE webhook_deliveries, notifications, webhook_endpoints');
  }
}

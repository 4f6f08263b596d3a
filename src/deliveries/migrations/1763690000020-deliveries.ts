import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Deliveries1763690000020 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    // What we were told about sent mail: facts, never changed. They are added up when somebody asks. mail_key is the
    // provider's id of the mail, or its Message-ID, or the event's own id.
    await db.query(`
      CREATE TABLE delivery_events (
        id uuid PRIMARY KEY,
        event_id uuid NOT NULL,
        source text NOT NULL,
        mail_key text COLLATE "C" NOT NULL,
        email_id text,
        message_id text,
        kind text NOT NULL,
        recipient text COLLATE "C",
        recipients text[] NOT NULL,
        bounce_type text,
        bounce_subtype text,
        diagnostic_code text,
        reason text,
        occurred_at timestamptz NOT NULL
      )`);
    await db.query('CREATE INDEX delivery_events_mail ON delivery_events (mail_key)');
    await db.query(`
      CREATE INDEX delivery_events_message ON delivery_events USING hash (message_id) WHERE message_id IS NOT NULL`);
    await db.query('CREATE INDEX delivery_events_recipients ON delivery_events USING gin (recipients)');
    // What reports in received mail claim. Only verified ones ever had an effect.
    await db.query(`
      CREATE TABLE delivery_reports (
        id uuid PRIMARY KEY,
        key text COLLATE "C" NOT NULL UNIQUE,
        event_id uuid NOT NULL,
        position int NOT NULL,
        recipient text,
        action text NOT NULL,
        status text,
        severity text NOT NULL,
        reason text NOT NULL,
        diagnostic_code text,
        original_message_id text,
        reported_at timestamptz NOT NULL,
        verified_recipient text,
        verified_at timestamptz
      )`);
    await db.query(`
      CREATE INDEX delivery_reports_open ON delivery_reports USING hash (original_message_id)
      WHERE verified_at IS NULL AND original_message_id IS NOT NULL`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE delivery_reports, delivery_events');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

export class InboundEmails1763690000005 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE inbound_emails (
        id uuid PRIMARY KEY,
        event_id uuid NOT NULL UNIQUE REFERENCES inbox_events,
        state text NOT NULL CHECK (state IN ('announced', 'fetched', 'filed')),
        raw_sha256 text,
        raw_size bigint,
        authentication jsonb,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now()
      )`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE inbound_emails');
  }
}

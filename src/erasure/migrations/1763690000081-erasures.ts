import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Erasures1763690000081 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    // An open erasure knows the person; a finished one does not.
    await db.query(`
      CREATE TABLE erasures (
        id uuid PRIMARY KEY,
        contact_id uuid,
        addresses text[] NOT NULL,
        step int NOT NULL DEFAULT 0,
        position text,
        blobs text[] NOT NULL DEFAULT '{}',
        requested_at timestamptz(3) NOT NULL DEFAULT now(),
        finished_at timestamptz(3)
      )`);
    await db.query('CREATE UNIQUE INDEX erasures_open ON erasures (contact_id) WHERE finished_at IS NULL');
    // to find what refers to a blob
    await db.query('CREATE INDEX inbound_emails_raw ON inbound_emails USING hash (raw_sha256)');
    // The log stays append-only, with one exception: a path may name an erased address.
    await db.query(`
      CREATE OR REPLACE FUNCTION audit_log_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF TG_OP = 'DELETE' AND current_setting('postroom.retention', true) = 'on' THEN RETURN OLD; END IF;
          IF TG_OP = 'UPDATE' AND current_setting('postroom.erasure', true) = 'on' THEN RETURN NEW; END IF;
          RAISE EXCEPTION 'audit_log is append-only' USING ERRCODE = 'insufficient_privilege';
        END
      $$`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE erasures');
    await db.query('DROP INDEX inbound_emails_raw');
  }
}

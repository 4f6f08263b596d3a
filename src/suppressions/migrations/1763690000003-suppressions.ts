import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Suppressions1763690000003 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    // What other programs ask: one row per address that ever had evidence, folded from it.
    await db.query(`
      CREATE TABLE suppressions (
        address text PRIMARY KEY,
        is_suppressed boolean NOT NULL DEFAULT false,
        reason text,
        evidence_id uuid,
        created_at timestamptz,
        expires_at timestamptz,
        released_at timestamptz,
        provider_released_at timestamptz,
        updated_at timestamptz NOT NULL DEFAULT now()
      )`);
    await db.query(`
      CREATE INDEX suppressions_newest ON suppressions (created_at DESC, address) WHERE is_suppressed`);
    // Why: append-only. One event says one thing of an address, however often it is processed.
    await db.query(`
      CREATE TABLE suppression_evidence (
        id uuid PRIMARY KEY,
        address text NOT NULL,
        reason text NOT NULL CHECK (reason IN ('bounce', 'complaint', 'manual', 'provider')),
        occurred_at timestamptz NOT NULL,
        expires_at timestamptz,
        source text NOT NULL,
        event_id uuid,
        email_id text,
        bounce_type text,
        bounce_subtype text,
        diagnostic_code text,
        note text,
        recorded_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (address, event_id)
      )`);
    await db.query(`
      CREATE TABLE suppression_history (
        id uuid PRIMARY KEY,
        address text NOT NULL,
        action text NOT NULL,
        reason text,
        actor text NOT NULL,
        event_id uuid,
        note text,
        at timestamptz NOT NULL DEFAULT now()
      )`);
    await db.query('CREATE INDEX suppression_history_address ON suppression_history (address, id)');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE suppression_history, suppression_evidence, suppressions');
  }
}

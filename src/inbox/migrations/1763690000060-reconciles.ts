import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Reconciles1763690000060 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    // Mail that the provider received in [covered_from, proven_until] is known to be in inbox_events.
    await db.query(`
      CREATE TABLE reconciles (
        source text PRIMARY KEY,
        covered_from timestamptz NOT NULL,
        proven_until timestamptz,
        due_at timestamptz NOT NULL,
        requested_at timestamptz,
        requested_since timestamptz,
        lease_token uuid,
        lease_until timestamptz,
        started_at timestamptz,
        finished_at timestamptz,
        last_error jsonb
      )`);
    await db.query(`
      CREATE TABLE reconciled_days (
        source text NOT NULL,
        day date NOT NULL,
        listed int NOT NULL,
        PRIMARY KEY (source, day)
      )`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE reconciled_days');
    await db.query('DROP TABLE reconciles');
  }
}

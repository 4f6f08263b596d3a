import type { MigrationInterface, QueryRunner } from 'typeorm';

export class EventLogs1763690000180 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    // Events that the provider logged for our webhook in [covered_from, proven_until] are known to be in inbox_events.
    await db.query(`
      CREATE TABLE event_logs (
        source text PRIMARY KEY,
        access text CHECK (access IN ('open', 'not_permitted', 'not_registered', 'ambiguous')),
        covered_from timestamptz NOT NULL,
        proven_until timestamptz,
        pass jsonb,
        gone int NOT NULL DEFAULT 0,
        last_error jsonb,
        failing_since timestamptz,
        looked_at timestamptz
      )`);
    // Deliveries that a reconcile has brought in under the provider's own delivery id.
    await db.query(`
      CREATE TABLE reconciled_deliveries (
        delivery_key bytea PRIMARY KEY,
        source text NOT NULL,
        found_at timestamptz NOT NULL DEFAULT now()
      )`);
    await db.query('CREATE INDEX reconciled_deliveries_found_at ON reconciled_deliveries (found_at)');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE reconciled_deliveries');
    await db.query('DROP TABLE event_logs');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

export class LiftableErasedSuppressions1763690000281 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    // From when an entry can be lifted, and under which policy. Unknown for existing entries: later signs lift them.
    await db.query(`
      ALTER TABLE erased_suppressions
        ADD COLUMN told_at timestamptz NOT NULL DEFAULT now(), ADD COLUMN policy_version int NOT NULL DEFAULT 1`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE erased_suppressions DROP COLUMN told_at, DROP COLUMN policy_version');
  }
}

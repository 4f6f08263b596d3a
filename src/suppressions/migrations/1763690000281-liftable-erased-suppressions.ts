import type { MigrationInterface, QueryRunner } from 'typeorm';

export class LiftableErasedSuppressions1763690000281 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    // Since when an entry could be lifted, and by whose rules. Of older ones nobody knows: what is told from now on lifts them.
    await db.query(`
      ALTER TABLE erased_suppressions
        ADD COLUMN told_at timestamptz NOT NULL DEFAULT now(), ADD COLUMN policy_version int NOT NULL DEFAULT 1`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE erased_suppressions DROP COLUMN told_at, DROP COLUMN policy_version');
  }
}

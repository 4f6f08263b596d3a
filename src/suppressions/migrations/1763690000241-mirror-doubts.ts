import type { MigrationInterface, QueryRunner } from 'typeorm';

export class MirrorDoubts1763690000241 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    // A hash of the account whose list was read, and whether somebody has confirmed that what is missing there is gone.
    await db.query(`
      ALTER TABLE suppression_mirror_runs ADD COLUMN account text, ADD COLUMN is_confirmed boolean NOT NULL DEFAULT false`);
    await db.query('ALTER TABLE provider_suppressions ADD COLUMN refused_at timestamptz');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE provider_suppressions DROP COLUMN refused_at');
    await db.query('ALTER TABLE suppression_mirror_runs DROP COLUMN account, DROP COLUMN is_confirmed');
  }
}

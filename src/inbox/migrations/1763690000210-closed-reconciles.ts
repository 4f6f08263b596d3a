import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ClosedReconciles1763690000210 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    // True: this source is no longer reconciled, because its API key was taken out of the settings.
    await db.query('ALTER TABLE reconciles ADD COLUMN is_closed boolean NOT NULL DEFAULT false');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE reconciles DROP COLUMN is_closed');
  }
}

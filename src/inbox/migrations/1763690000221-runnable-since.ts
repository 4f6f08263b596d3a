import type { MigrationInterface, QueryRunner } from 'typeorm';

export class RunnableSince1763690000221 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    // When it was last run again; null if it never was.
    await db.query('ALTER TABLE inbox_events ADD COLUMN runnable_since timestamptz');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE inbox_events DROP COLUMN runnable_since');
  }
}

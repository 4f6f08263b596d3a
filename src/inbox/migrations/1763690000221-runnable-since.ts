import type { MigrationInterface, QueryRunner } from 'typeorm';

export class RunnableSince1763690000221 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    // When somebody ran it again; null for one that waits, or waited, since it came in.
    await db.query('ALTER TABLE inbox_events ADD COLUMN runnable_since timestamptz');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE inbox_events DROP COLUMN runnable_since');
  }
}

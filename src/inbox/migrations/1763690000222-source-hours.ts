import type { MigrationInterface, QueryRunner } from 'typeorm';

export class SourceHours1763690000222 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    // How many events each source sent in an hour that is over, so that no look has to count them again.
    await db.query(`
      CREATE TABLE source_hours (
        hour timestamptz PRIMARY KEY,
        events jsonb NOT NULL
      )`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE source_hours');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

export class BlobRemovals1763690000191 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    // Meanwhile puts of the same bytes wait, if the store cannot tell old bytes from new ones.
    await db.query('ALTER TABLE doomed_blobs ADD COLUMN removing_since timestamptz');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE doomed_blobs DROP COLUMN removing_since');
  }
}

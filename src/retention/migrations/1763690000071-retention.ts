import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Retention1763690000071 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    // The hash stays when the bytes are removed: the same mail is still recognised, and what is gone has a name.
    await db.query('ALTER TABLE messages ADD COLUMN raw_purged_at timestamptz(3)');
    await db.query('ALTER TABLE attachments ADD COLUMN purged_at timestamptz(3)');
    await db.query('ALTER TABLE inbox_events ADD COLUMN payload_purged_at timestamptz(3)');
    await db.query('CREATE INDEX attachments_blob ON attachments (sha256) WHERE purged_at IS NULL');
    // Bytes that lost a reference: removed when nothing else refers to them.
    await db.query(`
      CREATE TABLE doomed_blobs (
        sha256 text PRIMARY KEY,
        since timestamptz NOT NULL DEFAULT now()
      )`);
    await db.query('CREATE INDEX doomed_blobs_since ON doomed_blobs (since)');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE doomed_blobs');
    await db.query('DROP INDEX attachments_blob');
    await db.query('ALTER TABLE inbox_events DROP COLUMN payload_purged_at');
    await db.query('ALTER TABLE attachments DROP COLUMN purged_at');
    await db.query('ALTER TABLE messages DROP COLUMN raw_purged_at');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

export class KeptMailsStateless1763690000223 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    // A kept mail is fetched and not filed: there is no other state.
    await db.query('ALTER TABLE inbound_emails DROP COLUMN state');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE inbound_emails ADD COLUMN state text NOT NULL DEFAULT 'fetched'
        CHECK (state IN ('announced', 'fetched', 'filed'))`);
    await db.query('ALTER TABLE inbound_emails ALTER COLUMN state DROP DEFAULT');
  }
}

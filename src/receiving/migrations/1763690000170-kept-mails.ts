import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A filed mail needs no row beside its message. */
export class KeptMails1763690000170 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query("DELETE FROM inbound_emails WHERE state <> 'fetched' OR raw_sha256 IS NULL");
  }

  async down(): Promise<void> {
    // these rows say nothing that the messages do not say
  }
}

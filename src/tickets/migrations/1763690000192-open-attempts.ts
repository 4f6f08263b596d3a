import type { MigrationInterface, QueryRunner } from 'typeorm';

export class OpenAttempts1763690000192 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    // Attempts to send the mail whose result nobody knows. A mail that has one when it is given up may have been sent.
    await db.query('ALTER TABLE outbound_mails ADD COLUMN open_attempts int NOT NULL DEFAULT 0');
    await db.query('ALTER TABLE outbound_mails DROP CONSTRAINT outbound_mails_state_check');
    await db.query(`
      ALTER TABLE outbound_mails ADD CONSTRAINT outbound_mails_state_check
      CHECK (state IN ('queued', 'sending', 'sent', 'done', 'failed', 'unknown'))`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query("UPDATE outbound_mails SET state = 'failed' WHERE state = 'unknown'");
    await db.query('ALTER TABLE outbound_mails DROP CONSTRAINT outbound_mails_state_check');
    await db.query(`
      ALTER TABLE outbound_mails ADD CONSTRAINT outbound_mails_state_check
      CHECK (state IN ('queued', 'sending', 'sent', 'done', 'failed'))`);
    await db.query('ALTER TABLE outbound_mails DROP COLUMN open_attempts');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

export class WebhookStatus1763690000140 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    // Null: nobody has looked, or nothing is known.
    await db.query(`
      ALTER TABLE reconciles ADD COLUMN webhook_status text
        CHECK (webhook_status IN ('enabled', 'disabled', 'missing', 'unknown'))`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE reconciles DROP COLUMN webhook_status');
  }
}

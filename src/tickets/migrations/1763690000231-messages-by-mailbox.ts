import type { MigrationInterface, QueryRunner } from 'typeorm';

export class MessagesByMailbox1763690000231 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    // Without it, removing a mailbox reads all messages twice: for those that move, and for the foreign key.
    await db.query('CREATE INDEX messages_mailbox ON messages (mailbox_id)');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP INDEX messages_mailbox');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

export class SentMessages1763690000018 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    // Bounces name what we sent by its Message-ID.
    await db.query(
      "CREATE INDEX messages_sent_as ON messages USING hash (message_id) WHERE direction = 'outbound'",
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP INDEX messages_sent_as');
  }
}

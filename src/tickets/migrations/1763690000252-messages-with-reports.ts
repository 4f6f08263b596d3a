import type { MigrationInterface, QueryRunner } from 'typeorm';

export class MessagesWithReports1763690000252 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    // Finds the mail whose report was verified later, without reading all mail.
    await db.query("CREATE INDEX messages_with_reports ON messages (event_id) WHERE reports <> '[]'");
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP INDEX messages_with_reports');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

export class SearchEntries1763690000011 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    // Words of one message, or (id = ticket_id) of a ticket's own subject; ticket_id is where they are shown.
    await db.query(`
      CREATE TABLE search_entries (
        id uuid PRIMARY KEY,
        ticket_id uuid NOT NULL REFERENCES tickets ON DELETE CASCADE,
        words tsvector NOT NULL
      )`);
    await db.query('CREATE INDEX search_entries_words ON search_entries USING gin (words)');
    await db.query('CREATE INDEX search_entries_ticket ON search_entries (ticket_id)');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE search_entries');
  }
}

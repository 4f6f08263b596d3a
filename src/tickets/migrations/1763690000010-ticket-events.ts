import type { MigrationInterface, QueryRunner } from 'typeorm';

export class TicketEvents1763690000010 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    // The timeline: append-only, ids are UUIDv7 and so in the order of time.
    await db.query(`
      CREATE TABLE ticket_events (
        id uuid PRIMARY KEY,
        ticket_id uuid NOT NULL REFERENCES tickets ON DELETE CASCADE,
        at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
        kind text NOT NULL,
        actor text NOT NULL,
        message_id uuid,
        data jsonb NOT NULL
      )`);
    await db.query('CREATE INDEX ticket_events_ticket ON ticket_events (ticket_id, id)');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE ticket_events');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

const HAS_NO_IDENTITY = "direction = 'inbound' AND raw_sha256 IS NULL AND email_id IS NULL";

/** Mail that has neither bytes nor an id at its provider is known by the event that brought it. */
export class MessagesOnePerEvent1763690000291 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    // replays used to file such mail again: what they filed stays, as mail of no event
    await db.query(`
      UPDATE messages SET event_id = NULL FROM (
        SELECT id, row_number() OVER (PARTITION BY event_id ORDER BY received_at, id) AS place
        FROM messages WHERE event_id IS NOT NULL AND ${HAS_NO_IDENTITY}) AS numbered
      WHERE messages.id = numbered.id AND place > 1`);
    await db.query(
      `CREATE UNIQUE INDEX messages_one_per_event ON messages (event_id) WHERE ${HAS_NO_IDENTITY}`,
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP INDEX messages_one_per_event');
  }
}

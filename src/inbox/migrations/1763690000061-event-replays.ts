import type { MigrationInterface, QueryRunner } from 'typeorm';

export class EventReplays1763690000061 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    // Walks through the events in the order of their ids and gives each back once, up to the newest at its start.
    await db.query(`
      CREATE TABLE event_replays (
        id uuid PRIMARY KEY,
        filter jsonb NOT NULL,
        status text NOT NULL DEFAULT 'running' CHECK (status IN ('running', 'done', 'cancelled')),
        matched int NOT NULL,
        replayed int NOT NULL DEFAULT 0,
        last_event_id uuid NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000',
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        finished_at timestamptz(3)
      )`);
    await db.query("CREATE INDEX event_replays_running ON event_replays (id) WHERE status = 'running'");
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE event_replays');
  }
}

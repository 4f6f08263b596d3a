import type { MigrationInterface, QueryRunner } from 'typeorm';

export class InboxEvents1763690000001 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    // delivery_key is sha256(source, delivery_id): the provider's id can be of any length, an index row cannot.
    await db.query(`
      CREATE TABLE inbox_events (
        id uuid PRIMARY KEY,
        source text NOT NULL,
        delivery_id text NOT NULL,
        delivery_key bytea NOT NULL UNIQUE,
        type text NOT NULL,
        kind text NOT NULL,
        email_id text,
        received_at timestamptz NOT NULL DEFAULT now(),
        occurred_at timestamptz,
        payload text NOT NULL,
        status text NOT NULL
          CHECK (status IN ('received', 'processing', 'processed', 'ignored', 'parked', 'failed')),
        attempts int NOT NULL DEFAULT 0,
        dispatches int NOT NULL DEFAULT 0,
        due_at timestamptz NOT NULL,
        lease_token uuid,
        lease_until timestamptz,
        last_error jsonb,
        classification jsonb,
        outcome jsonb,
        finished_at timestamptz
      )`);
    await db.query(`
      CREATE INDEX inbox_events_due ON inbox_events (due_at) WHERE status IN ('received', 'processing')`);
    await db.query('CREATE INDEX inbox_events_status ON inbox_events (status, id)');
    await db.query('CREATE INDEX inbox_events_email ON inbox_events (email_id) WHERE email_id IS NOT NULL');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE inbox_events');
  }
}

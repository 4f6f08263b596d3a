import type { MigrationInterface, QueryRunner } from 'typeorm';

export class OutboundMails1763690000012 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    // A mail to be sent, and how far it is. `request` never changes: every attempt sends the same.
    // queued → sending → sent (the provider's Message-ID is not known yet) → done; or failed.
    await db.query(`
      CREATE TABLE outbound_mails (
        message_id uuid PRIMARY KEY REFERENCES messages ON DELETE CASCADE,
        source text NOT NULL,
        kind text NOT NULL CHECK (kind IN ('reply', 'acknowledgement')),
        recipients text[] NOT NULL,
        request jsonb NOT NULL,
        state text NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'sending', 'sent', 'done', 'failed')),
        attempts int NOT NULL DEFAULT 0,
        due_at timestamptz NOT NULL DEFAULT now(),
        lease_token uuid,
        lease_until timestamptz,
        first_attempt_at timestamptz,
        failure text,
        sent_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now()
      )`);
    await db.query(`
      CREATE INDEX outbound_mails_due ON outbound_mails (due_at) WHERE state IN ('queued', 'sending', 'sent')`);
    await db.query(`
      CREATE INDEX outbound_mails_acknowledgements ON outbound_mails (created_at)
      WHERE kind = 'acknowledgement'`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE outbound_mails');
  }
}

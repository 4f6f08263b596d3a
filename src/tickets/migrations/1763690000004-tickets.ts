import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Tickets1763690000004 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await this.createMailboxes(db);
    await this.createContacts(db);
    await this.createTickets(db);
    await this.createMessages(db);
  }

  private async createMailboxes(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE mailboxes (
        id uuid PRIMARY KEY,
        name text NOT NULL,
        address text,
        reply_domain text,
        is_catch_all boolean NOT NULL DEFAULT false,
        position int NOT NULL DEFAULT 0,
        default_assignee text,
        default_priority text NOT NULL DEFAULT 'normal',
        default_tags text[] NOT NULL DEFAULT '{}',
        reopen_days int DEFAULT 30,
        on_subject_change text NOT NULL DEFAULT 'join' CHECK (on_subject_change IN ('join', 'split', 'ask')),
        acknowledges boolean NOT NULL DEFAULT false,
        acknowledgement_text text,
        created_at timestamptz(3) NOT NULL DEFAULT now()
      )`);
    await db.query(
      'CREATE UNIQUE INDEX mailboxes_one_catch_all ON mailboxes (is_catch_all) WHERE is_catch_all',
    );
    await db.query('CREATE INDEX mailboxes_address ON mailboxes (address)');
    await db.query(`
      INSERT INTO mailboxes (id, name, is_catch_all)
      VALUES ('01939000-0000-7000-8000-000000000001', 'Everything else', true)`);
    // A pattern belongs to one mailbox, so that an address leads to only one place.
    await db.query(`
      CREATE TABLE mailbox_patterns (
        pattern text PRIMARY KEY,
        mailbox_id uuid NOT NULL REFERENCES mailboxes ON DELETE CASCADE
      )`);
    await db.query('CREATE INDEX mailbox_patterns_mailbox ON mailbox_patterns (mailbox_id)');
  }

  private async createContacts(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE contacts (
        id uuid PRIMARY KEY,
        name text NOT NULL DEFAULT '',
        is_blocked boolean NOT NULL DEFAULT false,
        created_at timestamptz(3) NOT NULL DEFAULT now()
      )`);
    await db.query(`
      CREATE TABLE contact_addresses (
        address text PRIMARY KEY,
        contact_id uuid NOT NULL REFERENCES contacts ON DELETE CASCADE,
        is_primary boolean NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now()
      )`);
    await db.query(`
      CREATE UNIQUE INDEX contact_addresses_one_primary ON contact_addresses (contact_id) WHERE is_primary`);
    await db.query('CREATE INDEX contact_addresses_contact ON contact_addresses (contact_id)');
  }

  private async createTickets(db: QueryRunner): Promise<void> {
    // root_id: for a merged ticket, the one at the end of all merges; otherwise its own id.
    await db.query(`
      CREATE TABLE tickets (
        id uuid PRIMARY KEY,
        number bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
        mailbox_id uuid NOT NULL REFERENCES mailboxes,
        mailbox_ids uuid[] NOT NULL,
        requester_id uuid REFERENCES contacts ON DELETE SET NULL,
        subject text NOT NULL,
        status text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'pending', 'solved', 'closed', 'spam')),
        priority text NOT NULL DEFAULT 'normal' CHECK (priority IN ('low', 'normal', 'high', 'urgent')),
        assignee text,
        tags text[] NOT NULL DEFAULT '{}',
        root_id uuid NOT NULL,
        merged_into uuid REFERENCES tickets CHECK (merged_into <> id),
        follows_ticket_id uuid REFERENCES tickets ON DELETE SET NULL,
        version int NOT NULL DEFAULT 1,
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        updated_at timestamptz(3) NOT NULL DEFAULT now(),
        ended_at timestamptz(3)
      )`);
    for (const [name, columns] of [
      ['updated', '(updated_at DESC, id DESC) WHERE merged_into IS NULL'],
      ['created', '(created_at DESC, id DESC) WHERE merged_into IS NULL'],
      ['status', '(status, updated_at DESC, id DESC) WHERE merged_into IS NULL'],
      ['assignee', '(assignee, updated_at DESC, id DESC) WHERE assignee IS NOT NULL'],
      ['requester', '(requester_id, updated_at DESC, id DESC)'],
      ['tags', 'USING gin (tags)'],
      ['mailboxes', 'USING gin (mailbox_ids)'],
      ['root', '(root_id)'],
      ['merged', '(merged_into) WHERE merged_into IS NOT NULL'],
      ['follows', '(follows_ticket_id) WHERE follows_ticket_id IS NOT NULL'],
    ]) {
      await db.query(`CREATE INDEX tickets_${name} ON tickets ${columns}`);
    }
    // Who may continue a conversation by mail. Being in Cc grants nothing.
    await db.query(`
      CREATE TABLE ticket_participants (
        ticket_id uuid NOT NULL REFERENCES tickets ON DELETE CASCADE,
        address text NOT NULL,
        PRIMARY KEY (ticket_id, address)
      )`);
    await db.query('CREATE INDEX ticket_participants_address ON ticket_participants (address)');
    // Message-IDs that a ticket's mails carry or mention, as sha256: an index row has a limit, a Message-ID has none.
    await db.query(`
      CREATE TABLE ticket_message_ids (
        message_id_hash bytea NOT NULL,
        ticket_id uuid NOT NULL REFERENCES tickets ON DELETE CASCADE,
        is_own boolean NOT NULL,
        PRIMARY KEY (message_id_hash, ticket_id)
      )`);
    await db.query('CREATE INDEX ticket_message_ids_ticket ON ticket_message_ids (ticket_id)');
  }

  private async createMessages(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE messages (
        id uuid PRIMARY KEY,
        ticket_id uuid REFERENCES tickets,
        mailbox_id uuid NOT NULL REFERENCES mailboxes,
        direction text NOT NULL CHECK (direction IN ('inbound', 'outbound', 'note')),
        from_name text NOT NULL,
        from_address text NOT NULL,
        "to" jsonb NOT NULL,
        cc jsonb NOT NULL,
        reply_to jsonb NOT NULL,
        subject text NOT NULL,
        message_id text NOT NULL,
        in_reply_to text[] NOT NULL,
        "references" text[] NOT NULL,
        sent_at timestamptz NOT NULL,
        date_header text,
        received_at timestamptz(3) NOT NULL,
        text text NOT NULL,
        html text,
        reply_text text NOT NULL,
        signature text NOT NULL,
        quoted_text text NOT NULL,
        classification jsonb NOT NULL,
        reports jsonb NOT NULL,
        authentication jsonb,
        held jsonb,
        defects text[] NOT NULL,
        trace jsonb NOT NULL,
        routing jsonb NOT NULL DEFAULT '[]',
        headers jsonb NOT NULL,
        source text NOT NULL,
        email_id text,
        event_id uuid,
        raw_sha256 text,
        raw_size bigint
      )`);
    // One mail is one message, however often and by whatever event it is announced.
    await db.query(
      'CREATE UNIQUE INDEX messages_one_per_email ON messages (source, email_id) WHERE email_id IS NOT NULL',
    );
    await db.query(
      'CREATE UNIQUE INDEX messages_one_per_raw ON messages (raw_sha256) WHERE raw_sha256 IS NOT NULL',
    );
    await db.query('CREATE INDEX messages_ticket ON messages (ticket_id, received_at, id)');
    await db.query('CREATE INDEX messages_from ON messages (lower(from_address), received_at DESC, id DESC)');
    await db.query(
      "CREATE INDEX messages_kind ON messages ((classification->>'kind'), received_at DESC, id DESC)",
    );
    await db.query('CREATE INDEX messages_newest ON messages (received_at DESC, id DESC)');
    await db.query('CREATE INDEX messages_held ON messages (received_at, id) WHERE held IS NOT NULL');
    await db.query(`
      CREATE TABLE attachments (
        id uuid PRIMARY KEY,
        message_id uuid NOT NULL REFERENCES messages ON DELETE CASCADE,
        position int NOT NULL,
        filename text NOT NULL,
        original_filename text,
        content_type text NOT NULL,
        content_id text,
        is_inline boolean NOT NULL,
        size bigint NOT NULL,
        sha256 text NOT NULL,
        UNIQUE (message_id, position)
      )`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(
      `DROP TABLE attachments, messages, ticket_message_ids, ticket_participants, tickets, contact_addresses,
                  contacts, mailbox_patterns, mailboxes`,
    );
  }
}

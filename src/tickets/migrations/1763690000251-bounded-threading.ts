import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Finds the first few tickets that know a Message-ID, or have a participant, however many there are. */
export class BoundedThreading1763690000251 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE ticket_message_ids DROP CONSTRAINT ticket_message_ids_pkey,
        ADD PRIMARY KEY (ticket_id, message_id_hash)`);
    await db.query('DROP INDEX ticket_message_ids_ticket');
    await db.query(
      'CREATE INDEX ticket_message_ids_known ON ticket_message_ids (message_id_hash, is_own, ticket_id)',
    );
    await db.query('DROP INDEX ticket_participants_address');
    await db.query('CREATE INDEX ticket_participants_address ON ticket_participants (address, ticket_id)');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP INDEX ticket_participants_address');
    await db.query('CREATE INDEX ticket_participants_address ON ticket_participants (address)');
    await db.query('DROP INDEX ticket_message_ids_known');
    await db.query(`
      ALTER TABLE ticket_message_ids DROP CONSTRAINT ticket_message_ids_pkey,
        ADD PRIMARY KEY (message_id_hash, ticket_id)`);
    await db.query('CREATE INDEX ticket_message_ids_ticket ON ticket_message_ids (ticket_id)');
  }
}

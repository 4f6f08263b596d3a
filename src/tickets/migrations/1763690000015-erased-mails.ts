import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ErasedMails1763690000015 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    // Keyed hashes of erased mails, by which they are recognised when they come again.
    await db.query('CREATE TABLE erased_mails (hash text COLLATE "C" PRIMARY KEY)');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE erased_mails');
  }
}

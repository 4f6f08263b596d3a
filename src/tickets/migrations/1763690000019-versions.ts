import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = ['contacts', 'mailboxes', 'rules'];

/** What `If-Match` is compared with. */
export class Versions1763690000019 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    for (const table of TABLES) await db.query(`ALTER TABLE ${table} ADD version int NOT NULL DEFAULT 1`);
  }

  async down(db: QueryRunner): Promise<void> {
    for (const table of TABLES) await db.query(`ALTER TABLE ${table} DROP COLUMN version`);
  }
}

import { randomBytes } from 'node:crypto';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Keys that sign unsubscribe links. The newest one signs; a link is valid as long as its key is in the table. */
export class UnsubscribeKeys1763690000041 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE unsubscribe_keys (
        id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        secret bytea NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now()
      )`);
    await db.query('INSERT INTO unsubscribe_keys (secret) VALUES ($1)', [randomBytes(32)]);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE unsubscribe_keys');
  }
}

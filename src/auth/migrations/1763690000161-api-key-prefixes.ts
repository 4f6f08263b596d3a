import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Keys are found by their prefix. */
export class ApiKeyPrefixes1763690000161 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query('CREATE INDEX api_keys_prefix ON api_keys (prefix)');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP INDEX api_keys_prefix');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Keys become text, as sealed secrets are; those that are there are sealed by the worker. */
export class SealedUnsubscribeKeys1763690000160 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(
      "ALTER TABLE unsubscribe_keys ALTER COLUMN secret TYPE text USING translate(encode(secret, 'base64'), E'\n', '')",
    );
  }

  /** Fails while one is sealed: it would be of no use. */
  async down(db: QueryRunner): Promise<void> {
    await db.query(
      "ALTER TABLE unsubscribe_keys ALTER COLUMN secret TYPE bytea USING decode(secret, 'base64')",
    );
  }
}

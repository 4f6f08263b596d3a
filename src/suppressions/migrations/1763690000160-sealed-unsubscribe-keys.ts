import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Keys become text, like all sealed secrets; the worker seals the existing ones. */
export class SealedUnsubscribeKeys1763690000160 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(
      "ALTER TABLE unsubscribe_keys ALTER COLUMN secret TYPE text USING translate(encode(secret, 'base64'), E'\n', '')",
    );
  }

  /** Fails if a key is sealed: nothing could use it afterwards. */
  async down(db: QueryRunner): Promise<void> {
    await db.query(
      "ALTER TABLE unsubscribe_keys ALTER COLUMN secret TYPE bytea USING decode(secret, 'base64')",
    );
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Lets `POST /v1/suppressions/check` be answered from the primary key's index alone. */
export class SuppressionCheck1763690000040 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE suppressions DROP CONSTRAINT suppressions_pkey,
        ADD PRIMARY KEY (address, scope) INCLUDE (is_suppressed, reason, expires_at)`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(
      'ALTER TABLE suppressions DROP CONSTRAINT suppressions_pkey, ADD PRIMARY KEY (address, scope)',
    );
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

export class IdempotentRequests1763690000030 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    // key_hash is sha256(caller, Idempotency-Key); answer is sealed for the caller and null while under way.
    await db.query(`
      CREATE TABLE idempotent_requests (
        key_hash bytea PRIMARY KEY,
        request_hash bytea NOT NULL,
        started_at timestamptz NOT NULL DEFAULT now(),
        answer bytea
      )`);
    await db.query('CREATE INDEX idempotent_requests_started ON idempotent_requests (started_at)');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE idempotent_requests');
  }
}

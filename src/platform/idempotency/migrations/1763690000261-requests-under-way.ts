import type { MigrationInterface, QueryRunner } from 'typeorm';

export class RequestsUnderWay1763690000261 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    // For a request without an answer: when its process last renewed it; -infinity if it broke off.
    await db.query('ALTER TABLE idempotent_requests ADD COLUMN alive_at timestamptz NOT NULL DEFAULT now()');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE idempotent_requests DROP COLUMN alive_at');
  }
}

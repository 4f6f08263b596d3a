import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When the next request to a provider may be sent. Unlogged: after a crash the budget starts anew. */
export class RequestBudgets1763690000042 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE UNLOGGED TABLE request_budgets (
        name text PRIMARY KEY,
        next_at timestamptz NOT NULL
      )`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE request_budgets');
  }
}

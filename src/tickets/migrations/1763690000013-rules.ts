import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Rules1763690000013 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE rules (
        id uuid PRIMARY KEY,
        name text NOT NULL,
        position int NOT NULL DEFAULT 0,
        is_active boolean NOT NULL DEFAULT true,
        conditions jsonb NOT NULL,
        actions jsonb NOT NULL,
        created_at timestamptz(3) NOT NULL DEFAULT now()
      )`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE rules');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ErasedSuppressions1763690000016 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    // What the list says about erased people, under a keyed hash of the address.
    await db.query(`
      CREATE TABLE erased_suppressions (
        address_hash text COLLATE "C" NOT NULL,
        scope text COLLATE "C" NOT NULL,
        reason text NOT NULL,
        expires_at timestamptz,
        PRIMARY KEY (address_hash, scope)
      )`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE erased_suppressions');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

export class HandedInIndex1763690000220 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    // Finds whether a waiting mail that was handed in needs a blob, without reading all waiting events.
    await db.query(
      `CREATE INDEX inbox_events_handed_in ON inbox_events USING hash ((payload::json #>> '{raw,sha256}'))
       WHERE source = 'inbound'`,
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP INDEX inbox_events_handed_in');
  }
}

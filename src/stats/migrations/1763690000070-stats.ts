import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Stats1763690000070 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    // One row per day. Figures are null until they are computed, and stale if something of that day arrived since.
    await db.query(`
      CREATE TABLE stats_days (
        day date PRIMARY KEY,
        is_stale boolean NOT NULL DEFAULT true,
        computed_at timestamptz(3),
        figures jsonb
      )`);
    await db.query('CREATE INDEX stats_days_stale ON stats_days (day) WHERE is_stale');
    // Up to when we have looked for news.
    await db.query(`
      CREATE TABLE stats_watermark (
        is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only),
        seen_until timestamptz NOT NULL
      )`);
    await db.query("INSERT INTO stats_watermark (seen_until) VALUES ('-infinity')");
    // These rows are nearly in order of time: a block range index is a few kilobytes, and a day is a few of its ranges.
    await db.query('CREATE INDEX inbox_events_finished ON inbox_events USING brin (finished_at)');
    await db.query('CREATE INDEX delivery_events_occurred ON delivery_events USING brin (occurred_at)');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP INDEX inbox_events_finished, delivery_events_occurred');
    await db.query('DROP TABLE stats_watermark, stats_days');
  }
}

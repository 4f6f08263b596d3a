import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { firstIdAt } from '../platform/database/ids-in-time.js';
import { computeFigures } from './compute-figures.js';
import { dayOf } from './day.js';

/** A transaction that began this long ago may have committed since we last looked. */
const OVERLAP_MS = 2 * 60 * 1000;

/** Days for which something arrived since $1 (a time) or $2 (the first UUIDv7 of that time). */
const TOUCHED = `
  SELECT (received_at AT TIME ZONE 'UTC')::date AS day FROM inbox_events WHERE finished_at >= $1
  UNION SELECT (least(occurred_at, received_at) AT TIME ZONE 'UTC')::date FROM inbox_events WHERE finished_at >= $1
  UNION SELECT (at AT TIME ZONE 'UTC')::date FROM ticket_events WHERE id >= $2
  UNION SELECT (at AT TIME ZONE 'UTC')::date FROM suppression_history WHERE id >= $2`;

/**
 * Keeps the table of days up to date: marks the days with news, and adds them up again, newest first. Adding a day up
 * twice gives the same result, processes take different days, and one that dies leaves its day marked.
 */
@Injectable()
export class Rollups {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  async run(stop: AbortSignal): Promise<void> {
    await this.database.transaction((tx) => this.markTouched(tx));
    const failed = new Map<string, unknown>();
    let hasMore = true;
    while (hasMore && !stop.aborted) hasMore = await this.addUpOne(failed);
    for (const error of failed.values()) throw error;
  }

  /** The very first look covers everything. Does nothing while another process is looking. */
  private async markTouched(tx: EntityManager): Promise<void> {
    const [watermark] = await tx.query<{ since: Date | number }[]>(
      `SELECT seen_until AS since FROM stats_watermark FOR UPDATE SKIP LOCKED`,
    );
    if (watermark === undefined) return;
    const sinceMs = watermark.since instanceof Date ? watermark.since.getTime() - OVERLAP_MS : 0;
    await tx.query(
      `INSERT INTO stats_days (day) SELECT day FROM (${TOUCHED}) AS touched WHERE day IS NOT NULL
       ON CONFLICT (day) DO UPDATE SET is_stale = true WHERE NOT stats_days.is_stale`,
      [new Date(sinceMs), firstIdAt(sinceMs)],
    );
    await tx.query('UPDATE stats_watermark SET seen_until = now()');
  }

  /**
   * @param failed days that cannot be added up, and why; they hold up none of the others
   * @returns whether there was another one
   */
  private async addUpOne(failed: Map<string, unknown>): Promise<boolean> {
    let day: string | undefined;
    try {
      await this.database.transaction(async (tx) => {
        const [stale] = await tx.query<{ day: string }[]>(
          `SELECT to_char(day, 'YYYY-MM-DD') AS day FROM stats_days WHERE is_stale AND day <> ALL($1::date[])
           ORDER BY stats_days.day DESC LIMIT 1 FOR UPDATE SKIP LOCKED`,
          [[...failed.keys()]],
        );
        if (stale === undefined) return;
        day = stale.day;
        await tx.query(
          'UPDATE stats_days SET is_stale = false, computed_at = now(), figures = $2 WHERE day = $1',
          [day, await computeFigures(tx, dayOf(day))],
        );
      });
    } catch (error) {
      if (day === undefined) throw error;
      failed.set(day, error);
    }
    return day !== undefined;
  }
}

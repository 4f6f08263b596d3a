import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { dayAndTextCursor } from '../platform/http/cursors.js';
import { daysAgo } from './day.js';
import { EMPTY, type Figures } from './figures.js';

/** One line: a day and its figures. */
export interface StatsDay {
  /** `YYYY-MM-DD`, UTC. */
  day: string;
  /** Null if nothing has happened on that day. */
  computedAt: Date | null;
  figures: Figures;
}

const DEFAULT_DAYS = 30;

/** Reads the figures that were added up: at most one row per day. */
@Injectable()
export class Stats {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  /** Newest day first, one more than asked for, without days in the future. */
  async list(
    range: { since?: string; until?: string },
    page: { limit: number; cursor?: string | undefined },
  ): Promise<StatsDay[]> {
    const after = dayAndTextCursor(page.cursor)?.value;
    const rows = await this.database.query<(Omit<StatsDay, 'figures'> & { figures: Figures | null })[]>(
      `SELECT to_char(line.day, 'YYYY-MM-DD') AS day, computed_at AS "computedAt", figures
       FROM generate_series($1::timestamp, least($2::date, (now() AT TIME ZONE 'UTC')::date), interval '1 day') AS line (day)
       LEFT JOIN stats_days ON stats_days.day = line.day::date
       WHERE $3::date IS NULL OR line.day < $3 ORDER BY line.day DESC LIMIT $4`,
      [range.since ?? daysAgo(DEFAULT_DAYS), range.until ?? daysAgo(0), after ?? null, page.limit],
    );
    return rows.map((row) => ({ ...row, figures: row.figures ?? EMPTY }));
  }
}

import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { Log } from '../platform/logging/log.js';
import { InRounds } from '../platform/rounds/in-rounds.js';
import { firstIdAt } from '../platform/database/ids-in-time.js';
import { BASELINE_DAYS } from './silence.js';

const LOOK_EVERY_MS = 10_000;
const HOUR_MS = 3600 * 1000;

/** An hour that is over may still get events, from commits in progress or from a process whose clock is slow. */
const GRACE = "interval '5 minutes'";

/** An hour older than this no longer shows what is usual. */
const KEPT = `interval '${BASELINE_DAYS + 1} days'`;

/**
 * Counts how many events each source sent, once for each hour that is over. What is usual is asked for every few
 * seconds, and counting it each time would read weeks of events. If several processes count the same hour, the result
 * is the same.
 */
@Injectable()
export class SourceHours extends InRounds {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    log: Log,
  ) {
    super({ name: 'hours of sources', pauseMs: LOOK_EVERY_MS, log });
  }

  /** Counts the newest missing hour. @returns whether there may be another */
  protected async round(): Promise<boolean> {
    const [missing] = await this.database.query<{ hour: Date }[]>(
      `SELECT hour
       FROM (SELECT received_at FROM inbox_events ORDER BY id LIMIT 1) AS first,
            generate_series(date_trunc('hour', greatest(received_at, now() - ${KEPT})),
                            date_trunc('hour', now() - ${GRACE}) - interval '1 hour', '1 hour') AS hour
       WHERE NOT EXISTS (SELECT FROM source_hours WHERE source_hours.hour = hour.hour)
       ORDER BY hour DESC LIMIT 1`,
    );
    if (missing === undefined) return false;
    await this.count(missing.hour);
    await this.database.query(`DELETE FROM source_hours WHERE hour < now() - ${KEPT} - interval '1 hour'`);
    return true;
  }

  /** By primary key, which contains the time. */
  private async count(hour: Date): Promise<void> {
    await this.database.query(
      `INSERT INTO source_hours (hour, events)
       SELECT $1, coalesce(jsonb_object_agg(source, events), '{}')
       FROM (SELECT source, count(*) AS events FROM inbox_events WHERE id >= $2 AND id < $3 GROUP BY source) AS counted
       ON CONFLICT (hour) DO NOTHING`,
      [hour, firstIdAt(hour.getTime()), firstIdAt(hour.getTime() + HOUR_MS)],
    );
  }
}

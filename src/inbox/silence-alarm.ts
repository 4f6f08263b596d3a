import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { readWithin } from '../platform/database/read-within.js';
import { type Alarm, Alarms, LOOK_TIMEOUT_MS } from '../platform/health/alarms.js';
import { firstIdAt } from '../platform/database/ids-in-time.js';
import { BASELINE_DAYS, findSilence, type HourCount, type Silence, SILENCE_HOURS } from './silence.js';

/** Events of each source in the last counted hours, and in the same hours of the days before. */
const HOURS = `
  SELECT source, days_ago AS "daysAgo", sum(counted.events::int)::int AS events,
         last.hour + interval '1 hour' AS "countedUntil"
  FROM (SELECT max(hour) AS hour FROM source_hours) AS last
  CROSS JOIN generate_series(0, ${BASELINE_DAYS}) AS days_ago
  JOIN source_hours AS hours ON hours.hour <= last.hour - make_interval(days => days_ago)
    AND hours.hour > last.hour - make_interval(days => days_ago, hours => ${SILENCE_HOURS})
  CROSS JOIN jsonb_each_text(hours.events) AS counted(source, events)
  GROUP BY source, days_ago, last.hour`;

/** Raises an alarm when a source is silent although it usually is not at this hour: its webhook may be off. */
@Injectable()
export class SilenceAlarm implements OnModuleInit {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly alarms: Alarms,
  ) {}

  onModuleInit(): void {
    this.alarms.watch(() => this.look());
  }

  private async look(): Promise<Alarm[]> {
    const hours = await this.ask<HourCount & { countedUntil: Date }>(HOURS);
    const silent: Silence[] = [];
    for (const silence of findSilence(hours)) {
      if (!(await this.hasSpoken(silence.source, hours[0]!.countedUntil))) silent.push(silence);
    }
    return silent.map(({ source, usual }) => ({
      code: 'source_silent',
      detail: `No event of ${source} for ${SILENCE_HOURS} hours, against ${Math.round(usual)} usually: is its webhook still on?`,
    }));
  }

  /** Looks at events that are not counted yet; needed only for a source that sent nothing in the hours before. */
  private async hasSpoken(source: string, since: Date): Promise<boolean> {
    const spoken = await this.ask('SELECT FROM inbox_events WHERE id >= $1 AND source = $2 LIMIT 1', [
      firstIdAt(since.getTime()),
      source,
    ]);
    return spoken.length > 0;
  }

  private ask<Row>(text: string, parameters: unknown[] = []): Promise<Row[]> {
    return readWithin(this.database, LOOK_TIMEOUT_MS, text, parameters);
  }
}

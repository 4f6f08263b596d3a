import { Injectable } from '@nestjs/common';
import { Alarms } from '../platform/health/alarms.js';
import { Metrics, type Sample } from '../platform/metrics/metrics.js';

/** The alarms of readiness as a gauge, for alerting rules. */
@Injectable()
export class AlarmMetrics {
  constructor(metrics: Metrics, alarms: Alarms) {
    metrics.watch('alarms', 'Alarms that are raised now, by code', ['code'], async () => {
      const counts = new Map<string, number>();
      for (const { code } of await alarms.raised()) counts.set(code, (counts.get(code) ?? 0) + 1);
      return [...counts].map(([code, value]): Sample => ({ labels: { code }, value }));
    });
  }
}

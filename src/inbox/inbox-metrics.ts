import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { readWithin } from '../platform/database/read-within.js';
import { LOOKS_TIMEOUT_MS, Metrics } from '../platform/metrics/metrics.js';
import { InboxCourier } from './inbox-courier.js';
import { RUNNABLE_SINCE } from './run-again.js';

/** Unfinished states, which are few. Finished events are millions, and the ledger counts them. */
const OPEN = ['received', 'processing', 'parked', 'failed'];

/** Metrics for alerts. */
@Injectable()
export class InboxMetrics {
  constructor(
    metrics: Metrics,
    @InjectDataSource() private readonly database: DataSource,
    courier: InboxCourier,
  ) {
    metrics.watch('inbox_oldest_pending_seconds', 'Age of the oldest event that waits', [], () =>
      this.oldest(),
    );
    metrics.watch('inbox_events', 'Events that are not done, by status', ['status'], () => this.byStatus());
    metrics.watch('inbox_queue_backlog', 'Jobs that wait in the queues', [], async () => [
      { value: await courier.backlog() },
    ]);
  }

  private async oldest() {
    const [row] = await readWithin<{ age: number }>(
      this.database,
      LOOKS_TIMEOUT_MS,
      `SELECT coalesce(extract(epoch FROM now() - min(${RUNNABLE_SINCE})), 0)::float8 AS age
       FROM inbox_events WHERE status IN ('received', 'processing')`,
    );
    return [{ value: row!.age }];
  }

  private async byStatus() {
    const rows = await readWithin<{ status: string; n: number }>(
      this.database,
      LOOKS_TIMEOUT_MS,
      'SELECT status, count(*)::int AS n FROM inbox_events WHERE status = ANY($1) GROUP BY status',
      [OPEN],
    );
    const counts = new Map(rows.map(({ status, n }) => [status, n]));
    return OPEN.map((status) => ({ labels: { status }, value: counts.get(status) ?? 0 }));
  }
}

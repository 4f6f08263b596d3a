import { Injectable } from '@nestjs/common';
import { Metrics, type Sample } from '../../platform/metrics/metrics.js';
import { EventLogBooks } from './event-log-books.js';
import { ReconcileBooks } from './reconcile-books.js';

interface Proven {
  source: string;
  proven_until: Date | null;
  last_error: unknown;
}

/** How far each source is proven, for alerts: `of` is `mail` (its list) or `events` (the log of our webhook). */
@Injectable()
export class ReconcileMetrics {
  constructor(
    metrics: Metrics,
    private readonly mail: ReconcileBooks,
    private readonly events: EventLogBooks,
  ) {
    const labels = ['source', 'of'];
    metrics.watch(
      'reconcile_proven_timestamp_seconds',
      'Until when everything is proven to be here',
      labels,
      () => this.samples(({ proven_until: until }) => (until === null ? null : until.getTime() / 1000)),
    );
    metrics.watch('reconcile_failing', '1 while the list or the log cannot be read', labels, () =>
      this.samples(({ last_error: error }) => (error === null ? 0 : 1)),
    );
  }

  /** Only of sources that are still reconciled: others would age for ever, and an alert on them would never end. */
  private async samples(read: (proven: Proven) => number | null): Promise<Sample[]> {
    const mail = (await this.mail.list()).filter(({ is_closed: isClosed }) => !isClosed);
    const open = mail.map(({ source }) => source);
    const events = (await this.events.list()).filter(
      ({ source, access }) => open.includes(source) && access !== 'not_permitted',
    );
    const toSamples = (all: Proven[], of: string) =>
      all.flatMap((proven) => {
        const value = read(proven);
        return value === null ? [] : [{ labels: { source: proven.source, of }, value }];
      });
    return [...toSamples(mail, 'mail'), ...toSamples(events, 'events')];
  }
}

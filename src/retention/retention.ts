import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { Config } from '../platform/config/config.js';
import { Log } from '../platform/logging/log.js';
import { Metrics } from '../platform/metrics/metrics.js';
import { DoomedBlobs } from './doomed-blobs.js';
import type { Place, Purge, Step } from './purge.js';
import { purgeAttachments, purgeRaw } from './purge-messages.js';
import { purgeAudit, purgeLogs, purgePayloads } from './purge-records.js';
import { StrayBlobs } from './stray-blobs.js';

/** Takes away what has been kept for long enough, in batches that each commit for themselves. */
@Injectable()
export class Retention {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly strays: StrayBlobs,
    private readonly blobs: DoomedBlobs,
    private readonly config: Config,
    private readonly metrics: Metrics,
    private readonly log: Log,
  ) {}

  async run(stop: AbortSignal): Promise<void> {
    for (const [purge, days] of this.classes()) {
      if (days === null) continue;
      const olderThan = await this.before(days);
      await this.walk(purge.name, stop, (from) =>
        this.database.transaction((tx) => purge.step(tx, olderThan, from)),
      );
    }
    await this.strays.doom(stop);
    await this.walk('blobs', stop, (from) => this.blobs.step(from, stop));
  }

  private classes(): [Purge, number | null][] {
    const { config } = this;
    return [
      [purgeRaw, config.retainRawDays],
      [purgeAttachments, config.retainAttachmentsDays],
      [purgePayloads, config.retainPayloadsDays],
      [purgeLogs, config.retainLogsDays],
      [purgeAudit, config.retainAuditDays],
    ];
  }

  private async walk(
    name: string,
    stop: AbortSignal,
    step: (from: Place | null) => Promise<Step>,
  ): Promise<void> {
    let purged = 0;
    let place: Place | null = null;
    try {
      do {
        const taken: Step = await step(place);
        purged += taken.purged;
        place = taken.next;
      } while (place !== null && !stop.aborted);
    } finally {
      this.note(name, purged);
    }
  }

  /** By the database's clock, which wrote the times: one that is wrong here would take everything away. */
  private async before(days: number): Promise<Date> {
    const [row] = await this.database.query<{ time: Date }[]>(
      'SELECT now() - make_interval(days => $1) AS time',
      [days],
    );
    return row!.time;
  }

  private note(name: string, purged: number): void {
    this.metrics.purged.inc({ class: name }, purged);
    if (purged > 0) this.log.info({ class: name, purged }, 'purged by retention');
  }
}

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

/** Removes what has been kept long enough, in batches that are each a transaction. */
@Injectable()
export class Retention {
  /** Where the last walk of each class ended: everything before was examined. */
  private readonly ends = new Map<string, Place | null>();
  private beginsAnewAt = -Infinity;

  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly strays: StrayBlobs,
    private readonly blobs: DoomedBlobs,
    private readonly config: Config,
    private readonly metrics: Metrics,
    private readonly log: Log,
  ) {}

  /** A failure does not hold up other classes; it fails the round at its end. */
  async run(stop: AbortSignal): Promise<void> {
    this.beginAnewInTime();
    const parts = [
      ...this.classes().map(
        ([purge, days]) =>
          () =>
            this.purge(purge, days, stop),
      ),
      () => this.strays.doom(stop),
      () => this.walk('blobs', stop, null, (from) => this.blobs.step(from, stop)),
    ];
    const failed: unknown[] = [];
    for (const part of parts) await part().catch((error: unknown) => failed.push(error));
    for (const error of failed) throw error;
  }

  /** @param days null to keep everything */
  private async purge(purge: Purge, days: number | null, stop: AbortSignal): Promise<void> {
    if (days === null) return;
    const olderThan = await this.before(days);
    const from = this.ends.get(purge.name) ?? null;
    const end = await this.walk(purge.name, stop, from, (place) =>
      this.database.transaction((tx) => purge.step(tx, olderThan, place)),
    );
    this.ends.set(purge.name, end);
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

  /** What was skipped may be removable by now: its event has ended, or it came late. */
  private beginAnewInTime(): void {
    if (performance.now() < this.beginsAnewAt) return;
    this.ends.clear();
    this.beginsAnewAt = performance.now() + this.config.blobSweepSeconds * 1000;
  }

  /** @returns the last position reached */
  private async walk(
    name: string,
    stop: AbortSignal,
    from: Place | null,
    step: (from: Place | null) => Promise<Step>,
  ): Promise<Place | null> {
    let purged = 0;
    let end = from;
    try {
      for (let isOver = false; !isOver && !stop.aborted;) {
        const taken = await step(end);
        purged += taken.purged;
        end = taken.next ?? end;
        isOver = taken.next === null;
      }
    } finally {
      this.note(name, purged);
    }
    return end;
  }

  /** By the database's clock, which wrote the times: a wrong clock here would remove everything. */
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

import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { isDatabaseUnavailable } from '../platform/database/database-errors.js';
import { columnsOf } from '../platform/database/returning.js';
import { failpoint } from '../platform/failpoint.js';
import { forgettable, run, type Sql, sql, verbatim } from '../platform/database/sql.js';
import { Log } from '../platform/logging/log.js';
import { Metrics } from '../platform/metrics/metrics.js';
import { DATABASE } from '../platform/outages/mainstay.js';
import { OutageLog } from '../platform/outages/outage-log.js';
import { Interrupted } from '../platform/stopping/interrupted.js';
import { UnderWay, type Work } from '../platform/stopping/under-way.js';
import { unlessAborted } from '../platform/stopping/unless-aborted.js';
import { Claim } from './claim.js';
import { RetryLater } from './inbox-errors.js';
import { InboxEvent } from './inbox-event.entity.js';
import { RUNNABLE_SINCE } from './run-again.js';
import { Settlement } from './settlement.js';

/** A crashed worker's event is free again after this; a live worker renews its lease in time. */
const LEASE_SECONDS = 15;
const RENEW_EVERY_MS = 4_000;

const WAITED_MS = verbatim(`(extract(epoch FROM now() - ${RUNNABLE_SINCE}) * 1000)::float8`);

type Handler<Known> = (claim: Claim, known: Known) => Promise<void>;

/** The queue's side of a worker. */
interface QueueWorker {
  /** Resolves when the queue is reached. */
  waitUntilReady(): Promise<void>;
  /** @param force without waiting for jobs under way */
  close(force: boolean): Promise<void>;
}

const givenBack = ({ code, message }: Interrupted) => new RetryLater(code, message, 0, false);

/** Runs events, each under a lease, until the service stops. All times are the database's. */
@Injectable()
export class InboxWork implements Work {
  private readonly workers = new Set<QueueWorker>();
  private readonly atWork = new Set<QueueWorker>();
  private readonly columns: Sql;
  private readonly outage: OutageLog;

  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly settlement: Settlement,
    private readonly log: Log,
    private readonly metrics: Metrics,
    private readonly underWay: UnderWay,
  ) {
    this.columns = verbatim(columnsOf(database, InboxEvent));
    this.outage = new OutageLog(log, 'leases not renewed');
    underWay.add(this);
  }

  /** Registers a worker whose jobs run events here, so that it stops together with all others. */
  serve(worker: QueueWorker): void {
    this.workers.add(worker);
    worker.waitUntilReady().then(
      () => this.atWork.add(worker),
      () => undefined, // if the queue refuses us, the start fails elsewhere
    );
  }

  /**
   * Lets jobs in progress end before anything they need is taken down (nestjs/bull closes workers too late for that).
   * Interrupted events are given back, so that another process takes them at once.
   */
  async stop(): Promise<void> {
    // a worker that never reached its queue has no jobs in progress, and BullMQ would wait for the queue
    await Promise.all([...this.workers].map((worker) => worker.close(!this.atWork.has(worker))));
  }

  /**
   * Runs an event under a lease. Does nothing if the job arrives again, or late, or if the event is finished.
   *
   * @param knowing what else the handler needs, read with the lease: a JSON expression over the leased row of
   *   `inbox_events`
   */
  async run<Known = null>(eventId: string, handle: Handler<Known>, knowing = sql`NULL::json`): Promise<void> {
    failpoint('job_taken');
    if (this.underWay.interruption.aborted) return; // the relay of another process sends it again
    const taken = await this.steadily(() => this.take<Known>(eventId, knowing));
    if (taken === null) return;
    const { claim, known } = taken;
    const takenAt = performance.now();
    failpoint('event_leased');
    const stopRenewing = this.keepRenewing(claim);
    try {
      await unlessAborted(this.underWay.interruption, handle(claim, known));
      if (!claim.isFinished) throw new Error('The handler returned without finishing the event.');
      const { kind } = claim.event;
      this.metrics.processing.observe({ kind }, (claim.waitedMs + performance.now() - takenAt) / 1000);
      this.log.info({ event_id: eventId, kind }, 'event finished');
    } catch (error) {
      await this.settlement.settle(claim, error instanceof Interrupted ? givenBack(error) : error);
    } finally {
      stopRenewing();
    }
  }

  /**
   * Waits for the database, and tries once more if it goes away meanwhile. Otherwise a job that Redis hands out while
   * the database is away would be wasted, and its event would wait for the relay.
   */
  private async steadily<T>(work: () => Promise<T>): Promise<T> {
    await this.databaseThere();
    try {
      return await work();
    } catch (error) {
      if (!isDatabaseUnavailable(error)) throw error;
      DATABASE.doubt();
      await this.databaseThere();
      return work();
    }
  }

  /** @throws if the service stops meanwhile */
  private databaseThere(): Promise<void> {
    return unlessAborted(this.underWay.interruption, DATABASE.whenThere());
  }

  /** If a database crash forgets the lease, the event is taken again; the token tells who holds the newest lease. */
  private async take<Known>(eventId: string, knowing: Sql): Promise<{ claim: Claim; known: Known } | null> {
    const token = randomUUID();
    const [taken] = await run<InboxEvent & { waitedMs: number; known: Known }>(
      this.database,
      sql`UPDATE inbox_events
          SET status = 'processing', attempts = attempts + 1, lease_token = ${token},
              lease_until = now() + make_interval(secs => ${LEASE_SECONDS})
          WHERE id = ${eventId} AND (status = 'received' OR (status = 'processing' AND lease_until < now()))
            AND ${forgettable}
          RETURNING ${this.columns}, ${WAITED_MS} AS "waitedMs", (${knowing}) AS known`,
    );
    if (taken === undefined) return null;
    const { known, waitedMs, ...event } = taken;
    return { claim: new Claim(event, token, waitedMs), known };
  }

  private keepRenewing({ event, token }: Claim): () => void {
    const renew = () =>
      this.database
        .query(
          `UPDATE inbox_events SET lease_until = now() + make_interval(secs => $3)
           WHERE id = $1 AND lease_token = $2`,
          [event.id, token, LEASE_SECONDS],
        )
        .catch((error: unknown) => this.outage.note(error));
    const timer = setInterval(() => void renew(), RENEW_EVERY_MS);
    return () => clearInterval(timer);
  }
}

import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { isConflictOfTransactions, isDatabaseUnavailable } from '../platform/database/database-errors.js';
import { columnsOf, returning } from '../platform/database/returning.js';
import { failpoint } from '../platform/failpoint.js';
import { forgettable, run, type Sql, sql, verbatim } from '../platform/database/sql.js';
import { Log } from '../platform/logging/log.js';
import { Metrics } from '../platform/metrics/metrics.js';
import { Claim } from './claim.js';
import { InboxCourier } from './inbox-courier.js';
import { HandlingError, LeaseLost, Parked, RetryLater, Unprocessable } from './inbox-errors.js';
import { InboxEvent } from './inbox-event.entity.js';
import { afterUnexpected, nextAttemptMs, PATIENCE_MS } from './retry-schedule.js';

/** A crashed worker's event is free again after this; a working one renews in time. */
const LEASE_SECONDS = 15;
const RENEW_EVERY_MS = 4_000;

/** Events under way when the service stops get so long to end; a stop takes ten seconds at most. */
const DRAIN_MS = 5_000;

type Handler<Known> = (claim: Claim, known: Known) => Promise<void>;

/** The queue's side of a worker. */
interface QueueWorker {
  close(): Promise<void>;
}

/** Runs one event under a lease and settles what becomes of it. All times are the database's. */
@Injectable()
export class InboxWork {
  private interrupt: (reason: RetryLater) => void = () => undefined;
  private readonly workers = new Set<QueueWorker>();
  private drained: Promise<void> | null = null;
  private readonly columns: Sql;
  private readonly interrupted = new Promise<never>((_resolve, reject) => (this.interrupt = reject));

  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly courier: InboxCourier,
    private readonly log: Log,
    private readonly metrics: Metrics,
  ) {
    this.columns = verbatim(columnsOf(database, InboxEvent));
    this.interrupted.catch(() => undefined); // nobody may be waiting for it
  }

  /** Takes note of a worker that runs events here, so that it ends together with all others. */
  serve(worker: QueueWorker): void {
    this.workers.add(worker);
  }

  /**
   * Ends all workers at the same time: one that were still open would take again what another gives back. What does not
   * end in time is given back, so that another process takes it at once.
   */
  drain(): Promise<void> {
    return (this.drained ??= this.closeAll());
  }

  private async closeAll(): Promise<void> {
    const stopping = new RetryLater('service_stopped', 'The service stopped in the middle.', 0, false);
    const timer = setTimeout(() => this.interrupt(stopping), DRAIN_MS);
    await Promise.all([...this.workers].map((worker) => worker.close()));
    clearTimeout(timer);
  }

  /**
   * A job that arrives twice, late, or for an event that is finished changes nothing.
   *
   * @param knowing what the handler is to know besides, read with the lease: a JSON expression over the leased row of
   *   `inbox_events`
   */
  async run<Known = null>(eventId: string, handle: Handler<Known>, knowing = sql`NULL::json`): Promise<void> {
    failpoint('job_taken');
    const taken = await this.take<Known>(eventId, knowing);
    if (taken === null) return;
    const { claim, known } = taken;
    failpoint('event_leased');
    const stopRenewing = this.keepRenewing(claim);
    try {
      await Promise.race([handle(claim, known), this.interrupted]);
      if (!claim.isFinished) throw new Error('The handler returned without finishing the event.');
      const { kind, receivedAt } = claim.event;
      this.metrics.processing.observe({ kind }, Math.max(0, Date.now() - receivedAt.getTime()) / 1000);
      this.log.info({ event_id: eventId, kind }, 'event finished');
    } catch (error) {
      await this.settle(claim, error);
    } finally {
      stopRenewing();
    }
  }

  /** A lease that a crash of the database forgets is taken again: the token says who holds the newest one. */
  private async take<Known>(eventId: string, knowing: Sql): Promise<{ claim: Claim; known: Known } | null> {
    const token = randomUUID();
    const [taken] = await run<InboxEvent & { known: Known }>(
      this.database,
      sql`UPDATE inbox_events
          SET status = 'processing', attempts = attempts + 1, lease_token = ${token},
              lease_until = now() + make_interval(secs => ${LEASE_SECONDS})
          WHERE id = ${eventId} AND (status = 'received' OR (status = 'processing' AND lease_until < now()))
            AND ${forgettable}
          RETURNING ${this.columns}, (${knowing}) AS known`,
    );
    if (taken === undefined) return null;
    const { known, ...event } = taken;
    return { claim: new Claim(event, token), known };
  }

  private keepRenewing({ event, token }: Claim): () => void {
    const renew = () =>
      this.database
        .query(
          `UPDATE inbox_events SET lease_until = now() + make_interval(secs => $3)
           WHERE id = $1 AND lease_token = $2`,
          [event.id, token, LEASE_SECONDS],
        )
        .catch((error: unknown) => this.log.warn({ event_id: event.id, err: error }, 'lease not renewed'));
    const timer = setInterval(() => void renew(), RENEW_EVERY_MS);
    return () => clearInterval(timer);
  }

  /** When even this cannot be written, the lease runs out and the relay brings the event back. */
  private async settle(claim: Claim, error: unknown): Promise<void> {
    if (error instanceof LeaseLost) return this.log.warn({ event_id: claim.event.id }, 'lease lost');
    if (!(error instanceof HandlingError) && isDatabaseUnavailable(error)) {
      return this.log.warn({ event_id: claim.event.id, err: error }, 'event left to its lease');
    }
    const verdict = judge(claim.event, error);
    if (verdict.retryAfterMs !== null) await this.giveBack(claim, verdict);
    else await this.end(claim, verdict);
  }

  private async giveBack({ event, token }: Claim, verdict: Verdict): Promise<void> {
    const afterMs = verdict.retryAfterMs ?? 0;
    const rows = await returning<{ dispatches: number }>(
      this.database,
      `UPDATE inbox_events
       SET status = 'received', lease_token = NULL, lease_until = NULL, last_error = $3,
           attempts = attempts - $4, dispatches = dispatches + 1,
           due_at = now() + make_interval(secs => $5::float8 / 1000) + interval '5 seconds'
       WHERE id = $1 AND lease_token = $2
       RETURNING dispatches`,
      [event.id, token, errorOf(verdict), verdict.burnsAttempt ? 0 : 1, afterMs],
    );
    const dispatches = rows[0]?.dispatches;
    if (dispatches === undefined) return;
    this.log.warn(
      { event_id: event.id, code: verdict.code, retry_after_ms: afterMs },
      'event will be retried',
    );
    await this.courier.send([{ eventId: event.id, kind: event.kind, dispatches }], { delayMs: afterMs });
  }

  private async end({ event, token }: Claim, verdict: Verdict): Promise<void> {
    await this.database.query(
      `UPDATE inbox_events
       SET status = $3, lease_token = NULL, lease_until = NULL, last_error = $4, finished_at = now()
       WHERE id = $1 AND lease_token = $2`,
      [event.id, token, verdict.status, errorOf(verdict)],
    );
    const fields = { event_id: event.id, code: verdict.code, err: verdict.error };
    this.log.error(fields, verdict.status === 'parked' ? 'event parked' : 'event failed');
  }
}

interface Verdict {
  status: 'received' | 'parked' | 'failed';
  retryAfterMs: number | null;
  burnsAttempt: boolean;
  code: string;
  detail: string;
  error: unknown;
}

const errorOf = ({ code, detail }: Verdict) => ({ code, detail, at: new Date().toISOString() });

function judge(event: InboxEvent, error: unknown): Verdict {
  const code = error instanceof HandlingError ? error.code : 'unexpected';
  const detail = (error instanceof Error ? error.message : String(error))
    .replaceAll('\0', '\uFFFD')
    .slice(0, 1000);
  const give = (status: Verdict['status'], retryAfterMs: number | null, burnsAttempt = true): Verdict => ({
    status,
    retryAfterMs,
    burnsAttempt,
    code,
    detail,
    error,
  });
  if (error instanceof Parked) return give('parked', null);
  if (error instanceof Unprocessable) return give('failed', null);
  if (isConflictOfTransactions(error)) return give('received', nextAttemptMs(1), false);
  if (error instanceof RetryLater) {
    const isTooOld = Date.now() - event.receivedAt.getTime() > PATIENCE_MS;
    if (isTooOld) return give('failed', null);
    return give('received', error.afterMs ?? nextAttemptMs(event.attempts), error.burnsAttempt);
  }
  return afterUnexpected(event.attempts) === null
    ? give('failed', null)
    : give('received', afterUnexpected(event.attempts));
}

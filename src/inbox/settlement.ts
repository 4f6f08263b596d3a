import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { isDatabaseUnavailable } from '../platform/database/database-errors.js';
import { returning } from '../platform/database/returning.js';
import { Log } from '../platform/logging/log.js';
import { OutageLog } from '../platform/outages/outage-log.js';
import type { Claim } from './claim.js';
import { InboxCourier } from './inbox-courier.js';
import { HandlingError, LeaseLost } from './inbox-errors.js';
import type { EventError } from './inbox-event.entity.js';
import { judge, type Verdict } from './verdict.js';

/** Ends the lease of an event whose handling failed: it is tried again, parked, or failed for good. */
@Injectable()
export class Settlement {
  private readonly outage: OutageLog;

  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly courier: InboxCourier,
    private readonly log: Log,
  ) {
    this.outage = new OutageLog(log, 'events left to their leases');
  }

  /** If even this cannot be written, the lease runs out and the relay brings the event back. */
  async settle(claim: Claim, error: unknown): Promise<void> {
    if (error instanceof LeaseLost) return this.log.warn({ event_id: claim.event.id }, 'lease lost');
    if (!(error instanceof HandlingError) && isDatabaseUnavailable(error)) {
      return this.outage.note(error);
    }
    const verdict = judge(claim, error);
    if (verdict.retryAfterMs !== null) await this.giveBack(claim, verdict);
    else await this.end(claim, verdict);
  }

  private async giveBack(claim: Claim, verdict: Verdict): Promise<void> {
    const { event, token } = claim;
    const afterMs = verdict.retryAfterMs ?? 0;
    const rows = await returning<{ dispatches: number }>(
      this.database,
      `UPDATE inbox_events
       SET status = 'received', lease_token = NULL, lease_until = NULL, last_error = $3,
           attempts = attempts - $4, dispatches = dispatches + 1,
           due_at = now() + make_interval(secs => $5::float8 / 1000) + interval '5 seconds'
       WHERE id = $1 AND lease_token = $2
       RETURNING dispatches`,
      [event.id, token, errorOf(claim, verdict), verdict.burnsAttempt ? 0 : 1, afterMs],
    );
    const dispatches = rows[0]?.dispatches;
    if (dispatches === undefined) return;
    this.log.warn(
      { event_id: event.id, code: verdict.code, ...causeOf(verdict), retry_after_ms: afterMs },
      'event will be retried',
    );
    await this.courier.send([{ eventId: event.id, kind: event.kind, dispatches }], { delayMs: afterMs });
  }

  private async end(claim: Claim, verdict: Verdict): Promise<void> {
    const { event, token } = claim;
    await this.database.query(
      `UPDATE inbox_events
       SET status = $3, lease_token = NULL, lease_until = NULL, last_error = $4, finished_at = now()
       WHERE id = $1 AND lease_token = $2`,
      [event.id, token, verdict.status, errorOf(claim, verdict)],
    );
    const fields = { event_id: event.id, code: verdict.code, err: verdict.error };
    this.log.error(fields, verdict.status === 'parked' ? 'event parked' : 'event failed');
  }
}

const errorOf = (claim: Claim, { code, detail }: Verdict): EventError => ({
  code,
  detail,
  at: new Date().toISOString(),
  times: claim.timesInARow(code),
});

/** In our own words, if there are any. */
const causeOf = ({ error, detail }: Verdict) =>
  error instanceof HandlingError ? { detail } : { err: error };

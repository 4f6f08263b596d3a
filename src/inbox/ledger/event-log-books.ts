import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { EventError } from '../inbox-event.entity.js';
import { FIRST_REACH, type ReconcileClaim } from './reconcile-books.js';

/**
 * Whether there is a log that we may read: `not_permitted` if the key may not, `not_registered` if no webhook leads to
 * us, `ambiguous` if several might and `PUBLIC_URL` is not set.
 */
export type EventLogAccess = 'open' | 'not_permitted' | 'not_registered' | 'ambiguous';

/** A walk through the log, newest first, over as many rounds as it takes. Times in ISO 8601. */
export interface EventLogPass {
  /** Events from here … */
  from: string;
  /** … to here are proven once the walk has come to its end. */
  up_to: string;
  /** Whose log is being read; null before the first one. */
  webhook_id: string | null;
  /** Everything in it down to this event is done. */
  after: string | null;
  /** False if an event had to be left out: then the end of the walk proves nothing. */
  is_whole: boolean;
}

/** How much of our webhook's log at one source is in the inbox. */
export interface EventLogState {
  source: string;
  /** Null before the first look. */
  access: EventLogAccess | null;
  covered_from: Date;
  proven_until: Date | null;
  pass: EventLogPass | null;
  /** Events that the provider listed and had forgotten before they could be fetched. */
  gone: number;
  last_error: EventError | null;
  failing_since: Date | null;
  looked_at: Date | null;
}

/** A process that has lost the claim writes nothing: another one reads the log by now, and writes what it finds. */
const IS_HELD = 'source = $1 AND EXISTS (SELECT FROM reconciles WHERE source = $1 AND lease_token = $2)';

/**
 * How far the providers' logs of what they sent us are read. Every writer holds the claim on the source's reconcile.
 */
@Injectable()
export class EventLogBooks {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  async list(): Promise<EventLogState[]> {
    return this.database.query('SELECT * FROM event_logs ORDER BY source');
  }

  async open(source: string): Promise<EventLogState> {
    await this.database.query(
      `INSERT INTO event_logs (source, covered_from) VALUES ($1, now() - ${FIRST_REACH})
       ON CONFLICT (source) DO NOTHING`,
      [source],
    );
    const states: EventLogState[] = await this.database.query('SELECT * FROM event_logs WHERE source = $1', [
      source,
    ]);
    return states[0]!;
  }

  /** There is nothing to read now; an unfinished walk stays as it is. */
  async noteAccess({ source, token }: ReconcileClaim, access: EventLogAccess): Promise<void> {
    await this.database.query(
      `UPDATE event_logs SET access = $3, last_error = NULL, failing_since = NULL, looked_at = now()
       WHERE ${IS_HELD}`,
      [source, token, access],
    );
  }

  /** The walk continues from here in another round. */
  async keep({ source, token }: ReconcileClaim, pass: EventLogPass, gone: number): Promise<void> {
    await this.database.query(
      `UPDATE event_logs SET access = 'open', pass = $3, gone = gone + $4, last_error = NULL, failing_since = NULL,
              looked_at = now()
       WHERE ${IS_HELD}`,
      [source, token, pass, gone],
    );
  }

  /** The walk has come to its end, and everything on its way is in the inbox. */
  async finish(
    { source, token }: ReconcileClaim,
    { from, up_to: upTo }: EventLogPass,
    gone: number,
  ): Promise<void> {
    await this.database.query(
      `UPDATE event_logs
       SET access = 'open', pass = NULL, gone = gone + $5, covered_from = least(covered_from, $3),
           proven_until = greatest(proven_until, $4), last_error = NULL, failing_since = NULL, looked_at = now()
       WHERE ${IS_HELD}`,
      [source, token, from, upTo, gone],
    );
  }

  /** @param pass where the walk continues; null to begin a new one */
  async fail(
    { source, token }: ReconcileClaim,
    error: EventError,
    pass: EventLogPass | null,
    gone: number,
  ): Promise<void> {
    await this.database.query(
      `UPDATE event_logs
       SET pass = $4, gone = gone + $5, last_error = $3, failing_since = coalesce(failing_since, now()),
           looked_at = now()
       WHERE ${IS_HELD}`,
      [source, token, error, pass, gone],
    );
  }
}

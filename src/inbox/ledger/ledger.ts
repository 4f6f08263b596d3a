import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { dayAndTextCursor } from '../../platform/http/cursors.js';
import { firstIdAt } from '../../platform/database/ids-in-time.js';
import type { LedgerQuery } from './ledger-query.dto.js';
import type { LedgerDay } from './ledger.view.js';
import { RECONCILED_LIKE } from './reconciled-delivery.js';

const DEFAULT_DAYS = 30;
const DAY_MS = 24 * 3600 * 1000;
/** An event may be dated later than it came in, by as much as clocks differ. */
const CLOCK_MARGIN_MS = DAY_MS;

const DAY = "(coalesce(occurred_at, received_at) AT TIME ZONE 'UTC')::date";

/** Events of the given days and source. They may have come in at any time since. */
const ASKED = `id >= $1 AND ${DAY} >= $3 AND ($4::date IS NULL OR ${DAY} <= $4) AND ($6::date IS NULL OR ${DAY} <= $6)
  AND ($5::text IS NULL OR source = $5)`;

/** Mails are counted separately, because counting different ones sorts everything that is counted with them. */
const COUNTED = `
  SELECT source, ${DAY} AS day,
         count(*)::int AS received,
         count(*) FILTER (WHERE status IN ('received', 'processing'))::int AS pending,
         count(*) FILTER (WHERE status = 'processed')::int AS processed,
         count(*) FILTER (WHERE status = 'ignored')::int AS ignored,
         count(*) FILTER (WHERE status = 'parked')::int AS parked,
         count(*) FILTER (WHERE status = 'failed')::int AS failed,
         count(*) FILTER (WHERE delivery_id LIKE $2 OR found_at IS NOT NULL)::int AS missing,
         count(*) FILTER (WHERE (delivery_id LIKE $2 OR found_at IS NOT NULL) AND status = 'processed'
                             OR found_at IS NOT NULL AND status = 'ignored')::int AS healed
  FROM inbox_events LEFT JOIN (SELECT delivery_key, found_at FROM reconciled_deliveries) AS found USING (delivery_key)
  WHERE ${ASKED} GROUP BY 1, 2`;
const MAILS = `
  SELECT source, day, count(*)::int AS mails
  FROM (SELECT DISTINCT source, ${DAY} AS day, email_id FROM inbox_events
        WHERE ${ASKED} AND kind = 'received' AND email_id IS NOT NULL) AS mail
  GROUP BY 1, 2`;

/**
 * A day is covered if it touches what a reconcile has proven: of mail for `listed`, of mail or the log for what was
 * missing.
 */
const LEDGER = `
  WITH counted AS (SELECT * FROM (${COUNTED}) AS events LEFT JOIN (${MAILS}) AS mails USING (source, day)),
  ledger AS (
    SELECT source, day, coalesce(received, 0) AS received, coalesce(pending, 0) AS pending,
           coalesce(processed, 0) AS processed, coalesce(ignored, 0) AS ignored,
           coalesce(parked, 0) AS parked, coalesce(failed, 0) AS failed, coalesce(mails, 0) AS mails,
           coalesce(missing, 0) AS missing, coalesce(healed, 0) AS healed,
           CASE WHEN day BETWEEN (reconciles.covered_from AT TIME ZONE 'UTC')::date AND (reconciles.proven_until AT TIME ZONE 'UTC')::date
                THEN coalesce(listed, 0) END AS listed,
           coalesce(day BETWEEN (logs.covered_from AT TIME ZONE 'UTC')::date
                            AND (logs.proven_until AT TIME ZONE 'UTC')::date, false) AS is_logged
    FROM counted FULL JOIN reconciled_days USING (source, day) LEFT JOIN reconciles USING (source)
         LEFT JOIN event_logs AS logs USING (source)
  )
  SELECT source, to_char(day, 'YYYY-MM-DD') AS day, received, pending, processed, ignored, parked, failed, mails, listed,
         CASE WHEN listed IS NOT NULL OR is_logged THEN missing END AS missing,
         CASE WHEN listed IS NOT NULL OR is_logged THEN healed END AS healed
  FROM ledger
  WHERE day >= $3 AND ($4::date IS NULL OR day <= $4) AND ($5::text IS NULL OR source = $5)
    AND ($6::date IS NULL OR (day, source) < ($6, $7))
  ORDER BY ledger.day DESC, source DESC LIMIT $8`;

/** Every event that was ever stored is on exactly one line of the ledger, in exactly one column. */
@Injectable()
export class Ledger {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  /** Newest day first; one line more than asked for, which tells whether there is another page. */
  async list(query: LedgerQuery): Promise<LedgerDay[]> {
    const since = query.since ?? dayOf(Date.now() - DEFAULT_DAYS * DAY_MS);
    const after = dayAndTextCursor(query.cursor);
    return this.database.query(LEDGER, [
      firstIdAt(Date.parse(since) - CLOCK_MARGIN_MS),
      RECONCILED_LIKE,
      since,
      query.until ?? null,
      query.source ?? null,
      after?.value ?? null,
      after?.id ?? null,
      query.limit + 1,
    ]);
  }
}

const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

import { judgeBlobs } from './blobs.mjs';

const only = async (postgres, database, sql, parameters = []) =>
  Number((await postgres.query(sql, parameters, { database }))[0].n);

/**
 * Compares what the provider was given with what the service has, by SQL and by reading every blob.
 *
 * @param sent.emails email ids that the provider announced, each with its number of attachments
 * @param sent.bounced addresses
 */
export async function judge({ postgres, database, blobsDir, sent }) {
  const count = (sql, parameters) => only(postgres, database, sql, parameters);
  const emailIds = [...sent.emails.keys()];
  const files = [...sent.emails.values()];
  const blobs = await judgeBlobs({ postgres, database, blobsDir });
  return {
    mails: emailIds.length,
    lost_mails: await count(
      `SELECT count(*) AS n FROM unnest($1::text[]) AS sent(email_id)
       WHERE NOT EXISTS (SELECT FROM messages m WHERE m.source = 'resend' AND m.email_id = sent.email_id
                           AND m.ticket_id IS NOT NULL)`,
      [emailIds],
    ),
    doubled_messages: await count(
      `SELECT coalesce(sum(n - 1), 0) AS n FROM (SELECT count(*) AS n FROM messages GROUP BY source, email_id) AS c`,
    ),
    doubled_tickets: await count(
      'SELECT (SELECT count(*) FROM tickets) - (SELECT count(DISTINCT ticket_id) FROM messages) AS n',
    ),
    wrong_attachments: await count(
      `SELECT count(*) AS n FROM unnest($1::text[], $2::int[]) AS sent(email_id, files)
       JOIN messages m ON m.source = 'resend' AND m.email_id = sent.email_id
       WHERE (SELECT count(*) FROM attachments a WHERE a.message_id = m.id) <> sent.files`,
      [emailIds, files],
    ),
    lost_suppressions: await count(
      `SELECT count(*) AS n FROM unnest($1::text[]) AS sent(address)
       WHERE NOT EXISTS (SELECT FROM suppressions s WHERE s.address = sent.address AND s.is_suppressed
                           AND (s.expires_at IS NULL OR s.expires_at > now()))`,
      [sent.bounced],
    ),
    doubled_suppressions: await count(
      `SELECT (SELECT count(*) FROM suppression_evidence) - (SELECT count(DISTINCT address) FROM suppressions) AS n`,
    ),
    doubled_events: await count(
      `SELECT coalesce(sum(n - 1), 0) AS n
       FROM (SELECT count(*) AS n FROM inbox_events GROUP BY source, delivery_id) AS c`,
    ),
    unfinished_events: await count(
      `SELECT count(*) AS n FROM inbox_events WHERE status NOT IN ('processed', 'ignored')`,
    ),
    events_given_up: await count(
      `SELECT count(*) AS n FROM inbox_events WHERE status IN ('failed', 'parked')`,
    ),
    healed_by_reconcile: await count(
      `SELECT count(*) AS n FROM inbox_events WHERE delivery_id LIKE 'reconcile:%'`,
    ),
    ...blobs,
  };
}

/** Counts that must be 0. */
export const FAILURES = [
  'lost_mails',
  'doubled_messages',
  'doubled_tickets',
  'wrong_attachments',
  'lost_suppressions',
  'doubled_suppressions',
  'doubled_events',
  'unfinished_events',
  'orphan_blobs',
  'missing_blobs',
  'damaged_blobs',
];

/**
 * How soon after each return of the database the first event was stored, and the first one finished, ms; and how much
 * of that time no process of the role was ready, because all had been killed or rolled.
 */
export async function recoveryTimes({ postgres, database, backAt, cluster }) {
  const after = async (column, at) => {
    const rows = await postgres.query(
      `SELECT extract(epoch FROM min(${column}) - $1::timestamptz) * 1000 AS ms FROM inbox_events WHERE ${column} > $1`,
      [at],
      { database },
    );
    return rows[0].ms === null ? null : Math.round(Number(rows[0].ms));
  };
  const times = [];
  for (const at of backAt) {
    times.push({
      first_ack_ms: await after('received_at', at),
      no_api_ms: cluster.absentMs('api', at.getTime()),
      next_job_ms: await after('finished_at', at),
      no_worker_ms: cluster.absentMs('worker', at.getTime()),
    });
  }
  return times;
}

/** Events that were neither processed nor ignored, by their last error. */
export async function unfinishedByError(postgres, database) {
  return postgres.query(
    `SELECT status, kind, last_error->>'code' AS error, max(attempts) AS attempts, count(*)::int AS events,
            min(delivery_id) AS one, min(received_at) AS since
     FROM inbox_events WHERE status NOT IN ('processed', 'ignored') GROUP BY 1, 2, 3`,
    [],
    { database },
  );
}

/** The events that took longest from receipt to end: where to look if settling is slow. */
export async function slowestEvents(postgres, database) {
  return postgres.query(
    `SELECT round(extract(epoch FROM finished_at - received_at)::numeric, 1)::float AS seconds, kind, attempts, dispatches,
            round(extract(epoch FROM received_at - min(received_at) OVER ())::numeric, 1)::float AS at_s
     FROM inbox_events WHERE finished_at IS NOT NULL ORDER BY finished_at - received_at DESC LIMIT 5`,
    [],
    { database },
  );
}

import { BATCH, IS_OPEN, type Place, type Purge, type StepRow, toStep } from './purge.js';

/** The next messages that are old enough, oldest first, without those of an event that is not over. */
const OLD_MESSAGES = `
  seen AS (
    SELECT id, event_id, received_at FROM messages
    WHERE received_at < $1 AND (received_at, id) > ($2::timestamptz, $3::uuid)
    ORDER BY received_at, id LIMIT ${BATCH}
  ), old AS (
    SELECT id FROM seen WHERE NOT EXISTS (
      SELECT FROM inbox_events WHERE inbox_events.id = seen.event_id AND ${IS_OPEN})
  )`;

const LAST_SEEN = `(SELECT ARRAY[received_at::text, id::text] FROM seen ORDER BY received_at DESC, id DESC LIMIT 1)`;

const FIRST: Place = ['-infinity', '00000000-0000-0000-0000-000000000000'];

/**
 * Raw mail. A mail that was handed in has its event's payload taken too: that is nothing but a pointer to the raw mail. One
 * that came from a provider can be fetched again by a replay, as long as the provider has it.
 */
export const purgeRaw: Purge = {
  name: 'raw',
  async step(tx, olderThan, from) {
    const [row] = await tx.query<StepRow[]>(
      `WITH ${OLD_MESSAGES}, gone AS (
         UPDATE messages SET raw_purged_at = now() FROM old
         WHERE messages.id = old.id AND raw_sha256 IS NOT NULL AND raw_purged_at IS NULL
         RETURNING event_id, raw_sha256
       ), pointers AS (
         UPDATE inbox_events SET payload = 'null', payload_purged_at = now()
         WHERE id IN (SELECT event_id FROM gone) AND source = 'inbound'
       ), doomed AS (
         INSERT INTO doomed_blobs (sha256) SELECT DISTINCT raw_sha256 FROM gone ON CONFLICT DO NOTHING
       )
       SELECT (SELECT count(*)::int FROM gone) AS purged, ${LAST_SEEN} AS last`,
      [olderThan, ...(from ?? FIRST)],
    );
    return toStep(row);
  },
};

/** Attached files, but not those of a mail that still has to leave. */
export const purgeAttachments: Purge = {
  name: 'attachments',
  async step(tx, olderThan, from) {
    const [row] = await tx.query<StepRow[]>(
      `WITH ${OLD_MESSAGES}, gone AS (
         UPDATE attachments SET purged_at = now() FROM old
         WHERE attachments.message_id = old.id AND purged_at IS NULL AND NOT EXISTS (
           SELECT FROM outbound_mails WHERE outbound_mails.message_id = old.id AND state NOT IN ('done', 'failed'))
         RETURNING sha256
       ), doomed AS (
         INSERT INTO doomed_blobs (sha256) SELECT DISTINCT sha256 FROM gone ON CONFLICT DO NOTHING
       )
       SELECT (SELECT count(*)::int FROM gone) AS purged, ${LAST_SEEN} AS last`,
      [olderThan, ...(from ?? FIRST)],
    );
    return toStep(row);
  },
};

import { BATCH, IS_OPEN, type Place, type Purge, type StepRow, toStep } from './purge.js';

/**
 * The next messages that are old enough, oldest first, except those of unfinished events. Locks their events: a replay
 * waits, and then sees what is left to run from. An event that somebody is just writing to is left for the next walk.
 */
const OLD_MESSAGES = `
  seen AS (
    SELECT id, event_id, received_at FROM messages
    WHERE received_at < $1 AND (received_at, id) > ($2::timestamptz, $3::uuid)
    ORDER BY received_at, id LIMIT ${BATCH}
  ), ended AS (
    SELECT id FROM inbox_events WHERE id IN (SELECT event_id FROM seen) AND NOT (${IS_OPEN})
    FOR NO KEY UPDATE SKIP LOCKED
  ), old AS (
    SELECT id FROM seen WHERE event_id IS NULL OR event_id IN (SELECT id FROM ended)
  )`;

const LAST_SEEN = `(SELECT ARRAY[received_at::text, id::text] FROM seen ORDER BY received_at DESC, id DESC LIMIT 1)`;

const FIRST: Place = ['-infinity', '00000000-0000-0000-0000-000000000000'];

/**
 * Raw mail. For mail that was handed in, its event's payload is purged too: it is only a pointer to the raw mail. Mail
 * from a provider can be fetched again by a replay for as long as the provider has it.
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

/** Attached files, except those of mail still to be sent. */
export const purgeAttachments: Purge = {
  name: 'attachments',
  async step(tx, olderThan, from) {
    const [row] = await tx.query<StepRow[]>(
      `WITH ${OLD_MESSAGES}, gone AS (
         UPDATE attachments SET purged_at = now() FROM old
         WHERE attachments.message_id = old.id AND purged_at IS NULL AND NOT EXISTS (
           SELECT FROM outbound_mails WHERE outbound_mails.message_id = old.id AND state NOT IN ('done', 'failed', 'unknown'))
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

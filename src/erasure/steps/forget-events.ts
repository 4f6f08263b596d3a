import { returning } from '../../platform/database/returning.js';
import type { ErasedMails } from '../../tickets/erased/erased-mails.js';
import type { Step } from '../person.js';
import { EMPTIED, forgetFetched } from './emptied-events.js';

/** Events that are looked through in one transaction. */
const PORTION = 2_000;

interface EventRow {
  id: string;
  source: string;
  email_id: string | null;
  kind: string;
  raw_sha256: string | null;
}

/**
 * Empties every stored event that names an address of the person, whatever became of it: a mail that waits or failed has
 * no message yet, and one that is being filed has its event taken away, so that it is filed before or not at all. All
 * events are read, since a payload has no index.
 */
export const forgetEvents =
  (erasedMails: ErasedMails): Step =>
  async (tx, { addresses, blobs }, position) => {
    const [end] = await tx.query<{ id: string }[]>(
      `SELECT id FROM (SELECT id FROM inbox_events WHERE id > coalesce($1::uuid, '00000000-0000-0000-0000-000000000000')
                       ORDER BY id LIMIT ${PORTION}) AS portion ORDER BY id DESC LIMIT 1`,
      [position],
    );
    if (end === undefined) return null;
    const emptied = await returning<EventRow>(
      tx,
      `WITH named AS (
         SELECT id, payload FROM inbox_events
         WHERE id > coalesce($1::uuid, '00000000-0000-0000-0000-000000000000') AND id <= $2 AND EXISTS (
           SELECT FROM unnest($3::text[]) AS address
           WHERE strpos(lower(payload), address) > 0 OR strpos(lower(outcome::text), address) > 0)
         FOR UPDATE
       )
       UPDATE inbox_events
       SET ${EMPTIED}
       FROM named WHERE inbox_events.id = named.id
       RETURNING inbox_events.id, source, email_id, kind,
                 CASE WHEN source = 'inbound' THEN named.payload::jsonb #>> '{raw,sha256}' END AS raw_sha256`,
      [position, end.id, addresses],
    );
    const mails = emptied.filter(({ kind }) => kind === 'received');
    await erasedMails.remember(
      tx,
      mails.map(({ source, email_id, raw_sha256 }) => ({ rawSha256: raw_sha256, source, emailId: email_id })),
    );
    blobs.push(
      ...mails.flatMap(({ raw_sha256 }) => raw_sha256 ?? []),
      ...(await forgetFetched(
        tx,
        mails.map(({ id }) => id),
      )),
    );
    return end.id;
  };

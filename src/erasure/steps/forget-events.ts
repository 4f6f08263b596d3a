import type { ErasedMails } from '../../tickets/erased/erased-mails.js';
import { returning } from '../../platform/database/returning.js';
import type { Step } from '../person.js';

/** Events that are looked through in one transaction. */
const PORTION = 2_000;

interface EventRow {
  source: string;
  email_id: string | null;
  kind: string;
}

/**
 * Empties every stored event that names an address of the person, whatever became of it: a mail that waits or failed has
 * no message yet. All events are read, since a payload has no index.
 */
export const forgetEvents =
  (erasedMails: ErasedMails): Step =>
  async (tx, { addresses }, position) => {
    const [end] = await tx.query<{ id: string }[]>(
      `SELECT id FROM (SELECT id FROM inbox_events WHERE id > coalesce($1::uuid, '00000000-0000-0000-0000-000000000000')
                       ORDER BY id LIMIT ${PORTION}) AS portion ORDER BY id DESC LIMIT 1`,
      [position],
    );
    if (end === undefined) return null;
    const emptied = await returning<EventRow>(
      tx,
      `UPDATE inbox_events
       SET payload = 'null', payload_purged_at = now(), outcome = outcome || '{"suppressions": []}', last_error = NULL,
           status = CASE WHEN status IN ('processed', 'ignored') THEN status ELSE 'ignored' END,
           lease_token = NULL, lease_until = NULL, finished_at = coalesce(finished_at, now())
       WHERE id > coalesce($1::uuid, '00000000-0000-0000-0000-000000000000') AND id <= $2 AND EXISTS (
         SELECT FROM unnest($3::text[]) AS address
         WHERE strpos(lower(payload), address) > 0 OR strpos(lower(outcome::text), address) > 0)
       RETURNING source, email_id, kind`,
      [position, end.id, addresses],
    );
    const mails = emptied.filter(({ kind }) => kind === 'received');
    await erasedMails.remember(
      tx,
      mails.map(({ source, email_id }) => ({ rawSha256: null, source, emailId: email_id })),
    );
    return end.id;
  };

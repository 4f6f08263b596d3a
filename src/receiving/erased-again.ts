import type { EntityManager } from 'typeorm';
import type { Claim } from '../inbox/claim.js';
import { doomBlobs } from '../platform/blobs/doom-blobs.js';

/**
 * Ends the event of a mail that was erased with its sender and is announced again. Nothing of it is kept.
 *
 * @param sha256s blobs that were stored for it
 */
export async function refuseErased(tx: EntityManager, claim: Claim, sha256s: string[]): Promise<void> {
  const { id } = claim.event;
  await tx.query(`UPDATE inbox_events SET payload = 'null', payload_purged_at = now() WHERE id = $1`, [id]);
  await tx.query('DELETE FROM inbound_emails WHERE event_id = $1', [id]);
  await doomBlobs(tx, sha256s);
  const outcome = { kind: 'mail_erased', ticket_id: null, message_id: null, suppressions: [] };
  await claim.finish(tx, { status: 'ignored', outcome });
}

import type { EntityManager } from 'typeorm';

/** Bytes put within this time may belong to a mail that is not filed yet. */
export const BLOB_IDLE_MS = 60 * 60 * 1000;

/**
 * A removal that began more than an hour ago has succeeded or failed. A remover uses only a small part of that hour,
 * since its request may take a while to reach the store.
 */
export const BEING_REMOVED = "removing_since > now() - interval '1 hour'";

/**
 * Gives up bytes that lost a reference. Retention removes them once nothing refers to them and nobody has put them for
 * a while: the same bytes may have come with other mail, or be arriving now. So dooming bytes that are still wanted
 * does no harm. Nothing else deletes a blob.
 */
export async function doomBlobs(tx: EntityManager, sha256s: string[]): Promise<void> {
  await tx.query('INSERT INTO doomed_blobs (sha256) SELECT unnest($1::text[]) ON CONFLICT DO NOTHING', [
    sha256s,
  ]);
}

import type { EntityManager } from 'typeorm';

/** Bytes that somebody has put just now may belong to a mail that is not filed yet. */
export const BLOB_IDLE_MS = 60 * 60 * 1000;

/**
 * A removal that was begun so long ago has come to its end, or to nothing. Who removes allows himself only a small part of
 * it, since a request may be under way to the store for another while.
 */
export const BEING_REMOVED = "removing_since > now() - interval '1 hour'";

/**
 * Gives up bytes that lost a reference. The retention takes them away once nobody refers to them and nobody has put them
 * for a while: the same bytes may have come with other mail, or be coming in at this moment. So it costs nothing to doom
 * what is wanted after all, and nobody else deletes a blob.
 */
export async function doomBlobs(tx: EntityManager, sha256s: string[]): Promise<void> {
  await tx.query('INSERT INTO doomed_blobs (sha256) SELECT unnest($1::text[]) ON CONFLICT DO NOTHING', [
    sha256s,
  ]);
}

import type { EntityManager } from 'typeorm';

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

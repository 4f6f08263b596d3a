import type { EntityManager } from 'typeorm';
import type { BlobStore } from '../../platform/blobs/blob-store.js';

/**
 * Removes a blob that no row refers to: the same bytes may have come with other people's mail. A mail that is being filed
 * at this moment may refer to it when it is gone; then it is put back.
 */
export async function removeUnreferenced(tx: EntityManager, blobs: BlobStore, sha256: string): Promise<void> {
  if ((await isReferenced(tx, sha256)) || !(await blobs.has(sha256))) return;
  const bytes = await blobs.read(sha256);
  await blobs.delete(sha256);
  if (await isReferenced(tx, sha256)) await blobs.put(bytes);
}

async function isReferenced(tx: EntityManager, sha256: string): Promise<boolean> {
  const rows: unknown[] = await tx.query(
    `SELECT FROM attachments WHERE sha256 = $1 AND purged_at IS NULL
     UNION ALL SELECT FROM messages WHERE raw_sha256 = $1 AND raw_purged_at IS NULL
     UNION ALL SELECT FROM inbound_emails WHERE raw_sha256 = $1
     UNION ALL SELECT FROM inbox_events
       WHERE source = 'inbound' AND status IN ('received', 'processing', 'parked', 'failed') AND strpos(payload, $1) > 0
     LIMIT 1`,
    [sha256],
  );
  return rows.length > 0;
}

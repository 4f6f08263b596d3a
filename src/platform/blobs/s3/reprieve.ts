import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { returning } from '../../database/returning.js';
import type { Sha256 } from '../blob-store.js';
import { BEING_REMOVED } from '../doom-blobs.js';
import { StorageUnavailable } from '../storage-errors.js';

/** A removal takes one or two requests. */
const LOOK_EVERY_MS = 100;
const PATIENCE_MS = 10_000;

/** Ensures that bytes about to be put are not being removed, and will not be for a while. */
export type Reprieve = (sha256: Sha256) => Promise<void>;

/**
 * Works by the row in `doomed_blobs`, since a removal takes only rows that are old enough: the time of an existing row
 * is restarted, and a row added later is young anyway. A removal under way is waited for.
 *
 * @returns a function that throws `StorageUnavailable` if a removal does not end: its process died or hangs
 */
export function reprieveBy(database: DataSource): Reprieve {
  return async (sha256) => {
    const endsAt = performance.now() + PATIENCE_MS;
    while (await isBeingRemoved(database, sha256)) {
      if (performance.now() > endsAt)
        throw new StorageUnavailable(new Error('the same bytes are being removed'));
      await sleep(LOOK_EVERY_MS);
    }
  };
}

async function isBeingRemoved(database: DataSource, sha256: Sha256): Promise<boolean> {
  const rows = await returning<{ isBeingRemoved: boolean }>(
    database,
    `UPDATE doomed_blobs SET since = now(), removing_since = CASE WHEN ${BEING_REMOVED} THEN removing_since END
     WHERE sha256 = $1 RETURNING removing_since IS NOT NULL AS "isBeingRemoved"`,
    [sha256],
  );
  return rows[0]?.isBeingRemoved ?? false;
}

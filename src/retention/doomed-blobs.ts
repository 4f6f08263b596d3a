import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { BlobStore } from '../platform/blobs/blob-store.js';
import { BLOB_STORE } from '../platform/blobs/blob-store-token.js';
import { BEING_REMOVED, BLOB_IDLE_MS } from '../platform/blobs/doom-blobs.js';
import { Log } from '../platform/logging/log.js';
import { OutageLog } from '../platform/outages/outage-log.js';
import { BATCH, IS_OPEN, type Place, type Step } from './purge.js';

/** A longer removal is given up: well within the hour during which it holds off puts of the same bytes. */
const REMOVAL_MS = 5 * 60 * 1000;

/** A single blob may fail to be removed; this many in a row mean that the store is away. */
const MAX_FAILED = 10;

/** Everything that may refer to a blob, as `doomed.sha256`. */
export const IS_WANTED = `
  EXISTS (SELECT FROM messages WHERE raw_sha256 = doomed.sha256 AND raw_purged_at IS NULL)
  OR EXISTS (SELECT FROM attachments WHERE sha256 = doomed.sha256 AND purged_at IS NULL)
  OR EXISTS (SELECT FROM inbound_emails JOIN inbox_events ON inbox_events.id = event_id
             WHERE raw_sha256 = doomed.sha256 AND ${IS_OPEN})
  OR EXISTS (SELECT FROM inbox_events
             WHERE source = 'inbound' AND ${IS_OPEN} AND payload::json #>> '{raw,sha256}' = doomed.sha256)`;

/**
 * Removes bytes that lost a reference, unless they have another one or are just being stored again.
 *
 * A mail stores its bytes first and refers to them later, so for young bytes the rows prove nothing. Old bytes that no
 * row refers to can get a reference only by being put again, which makes them young: `deleteIdle` notices that, or the
 * store makes the put wait (`doomedForMs`). Each blob is checked right before its removal. A check of many at once
 * would be stale for the last of them, and would miss blobs doomed meanwhile.
 */
@Injectable()
export class DoomedBlobs {
  private readonly failures: OutageLog;

  constructor(
    @InjectDataSource() private readonly database: DataSource,
    @Inject(BLOB_STORE) private readonly blobs: BlobStore,
    log: Log,
  ) {
    this.failures = new OutageLog(log, 'removal of blobs');
  }

  /**
   * Checks one batch of doomed blobs, oldest first. A blob that cannot be removed, or not yet, does not hold up those
   * after it.
   *
   * @param from the position of the walk; null at its start
   * @throws the store's own error if it is away
   */
  async step(from: Place | null, stop: AbortSignal): Promise<Step> {
    const rows: { since: string; sha256: string }[] = await this.database.query(
      `SELECT since::text AS since, sha256 FROM doomed_blobs WHERE (since, sha256) > ($1::timestamptz, $2)
       ORDER BY since, sha256 LIMIT ${BATCH}`,
      from ?? ['-infinity', ''],
    );
    let [purged, failedInARow] = [0, 0];
    for (const { sha256 } of rows) {
      if (stop.aborted) break;
      try {
        if (await this.removeUnwanted(sha256)) purged += 1;
        failedInARow = 0;
      } catch (error) {
        if (++failedInARow === MAX_FAILED) throw error;
        this.failures.note(error);
      }
    }
    const last = rows.at(-1);
    return { purged, next: last === undefined ? null : [last.since, last.sha256] };
  }

  private async removeUnwanted(sha256: string): Promise<boolean> {
    const startedAt = Date.now();
    if (!(await this.begin(sha256))) return false;
    const isGone = await this.blobs.deleteIdle(sha256, BLOB_IDLE_MS, startedAt + REMOVAL_MS);
    await this.database.query(
      isGone
        ? 'DELETE FROM doomed_blobs WHERE sha256 = $1'
        : 'UPDATE doomed_blobs SET removing_since = NULL WHERE sha256 = $1',
      [sha256],
    );
    return isGone;
  }

  /**
   * The result depends on what the rows say, not on whether a row was spared here: another worker may have just spared
   * it. A removal is recorded before it begins. A failed one stays recorded: nobody knows what becomes of the request.
   *
   * @returns false if something refers to the bytes, which are then no longer doomed; or another worker is removing
   *   them, or it is too early
   */
  private async begin(sha256: string): Promise<boolean> {
    const [look] = await this.database.query<{ has_begun: boolean }[]>(
      `WITH look AS (SELECT sha256, ${IS_WANTED} AS is_wanted FROM (SELECT $1::text AS sha256) AS doomed),
            spared AS (DELETE FROM doomed_blobs USING look WHERE doomed_blobs.sha256 = look.sha256 AND is_wanted),
            begun AS (
              UPDATE doomed_blobs SET removing_since = now() FROM look
              WHERE doomed_blobs.sha256 = look.sha256 AND NOT is_wanted AND (${BEING_REMOVED}) IS NOT TRUE
                AND since <= now() - make_interval(secs => $2::float8 / 1000)
              RETURNING 1)
       SELECT EXISTS (SELECT FROM begun) AS has_begun`,
      [sha256, this.blobs.doomedForMs],
    );
    return look!.has_begun;
  }
}

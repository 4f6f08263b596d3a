import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { BlobStore } from '../platform/blobs/blob-store.js';
import { BLOB_STORE } from '../platform/blobs/blob-store-token.js';
import { BATCH, IS_OPEN } from './purge.js';

/** Bytes that somebody has put just now may belong to a mail that is not filed yet. */
const IDLE_MS = 60 * 60 * 1000;

/** Everything that may refer to a blob, as `doomed.sha256`. */
export const IS_WANTED = `
  EXISTS (SELECT FROM messages WHERE raw_sha256 = doomed.sha256 AND raw_purged_at IS NULL)
  OR EXISTS (SELECT FROM attachments WHERE sha256 = doomed.sha256 AND purged_at IS NULL)
  OR EXISTS (SELECT FROM inbound_emails JOIN inbox_events ON inbox_events.id = event_id
             WHERE raw_sha256 = doomed.sha256 AND ${IS_OPEN})
  OR EXISTS (SELECT FROM inbox_events
             WHERE source = 'inbound' AND ${IS_OPEN} AND payload LIKE '%' || doomed.sha256 || '%')`;

/** Removes bytes that lost a reference, unless they have another one or somebody is just bringing them in. */
@Injectable()
export class DoomedBlobs {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    @Inject(BLOB_STORE) private readonly blobs: BlobStore,
  ) {}

  /** @returns how many blobs were removed */
  async remove(stop: AbortSignal): Promise<number> {
    await this.database.query(`DELETE FROM doomed_blobs AS doomed WHERE ${IS_WANTED}`);
    const rows: { sha256: string }[] = await this.database.query(
      `SELECT sha256 FROM doomed_blobs ORDER BY since LIMIT ${BATCH}`,
    );
    let removed = 0;
    for (const { sha256 } of rows) {
      if (stop.aborted) break;
      if (!(await this.blobs.deleteIdle(sha256, IDLE_MS))) continue;
      await this.database.query('DELETE FROM doomed_blobs WHERE sha256 = $1', [sha256]);
      removed += 1;
    }
    return removed;
  }
}

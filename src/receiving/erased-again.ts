import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { Claim } from '../inbox/claim.js';
import type { BlobStore } from '../platform/blobs/blob-store.js';
import { BLOB_STORE } from '../platform/blobs/blob-store-token.js';
import { removeUnreferenced } from '../tickets/erased/unreferenced-blob.js';
import { handedInSha256 } from './handed-in.js';

/** Mails of erased people that are announced again: nothing is fetched, and what came with them goes. */
@Injectable()
export class ErasedAgain {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    @Inject(BLOB_STORE) private readonly blobs: BlobStore,
  ) {}

  /** Ends the event of such a mail. @param rawSha256 of the mail, when it is here */
  async refuse(claim: Claim, rawSha256 = handedInSha256(claim.event)): Promise<void> {
    const { id } = claim.event;
    await this.database.transaction(async (tx) => {
      await tx.query(`UPDATE inbox_events SET payload = 'null', payload_purged_at = now() WHERE id = $1`, [
        id,
      ]);
      await tx.query('UPDATE inbound_emails SET raw_sha256 = NULL, raw_size = NULL WHERE event_id = $1', [
        id,
      ]);
      if (rawSha256 !== null) await removeUnreferenced(tx, this.blobs, rawSha256);
      const outcome = { kind: 'mail_erased', ticket_id: null, message_id: null, suppressions: [] };
      await claim.finish(tx, { status: 'ignored', outcome });
    });
  }
}

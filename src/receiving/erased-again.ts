import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { Claim } from '../inbox/claim.js';
import { doomBlobs } from '../platform/blobs/doom-blobs.js';
import { handedInSha256 } from './handed-in.js';

/** Mails of erased people that are announced again: nothing is fetched, and what came with them goes. */
@Injectable()
export class ErasedAgain {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

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
      if (rawSha256 !== null) await doomBlobs(tx, [rawSha256]);
      const outcome = { kind: 'mail_erased', ticket_id: null, message_id: null, suppressions: [] };
      await claim.finish(tx, { status: 'ignored', outcome });
    });
  }
}

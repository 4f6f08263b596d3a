import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { Claim } from '../inbox/claim.js';
import type { InboxEvent } from '../inbox/inbox-event.entity.js';
import { doomBlobs } from '../platform/blobs/doom-blobs.js';
import { ErasedMails } from '../tickets/erased/erased-mails.js';
import { HANDED_IN, type HandedInPayload } from './handed-in.js';

/** Mails of erased people that are announced again: nothing is fetched, and what came with them goes. */
@Injectable()
export class ErasedAgain {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly mails: ErasedMails,
  ) {}

  /**
   * @param rawSha256 of the mail, when it has been fetched
   * @returns true when the mail was erased: its event has ended
   */
  async refuse(claim: Claim, rawSha256: string | undefined = handedInSha256(claim.event)): Promise<boolean> {
    const { id, source, emailId } = claim.event;
    if (!(await this.mails.know({ rawSha256: rawSha256 ?? null, source, emailId }))) return false;
    await this.database.transaction(async (tx) => {
      await tx.query(`UPDATE inbox_events SET payload = 'null', payload_purged_at = now() WHERE id = $1`, [
        id,
      ]);
      await tx.query('UPDATE inbound_emails SET raw_sha256 = NULL, raw_size = NULL WHERE event_id = $1', [
        id,
      ]);
      if (rawSha256 !== undefined) await doomBlobs(tx, [rawSha256]);
      const outcome = { kind: 'mail_erased', ticket_id: null, message_id: null, suppressions: [] };
      await claim.finish(tx, { status: 'ignored', outcome });
    });
    return true;
  }
}

function handedInSha256({ source, payload }: InboxEvent): string | undefined {
  if (source !== HANDED_IN) return undefined;
  // null: purged
  return (JSON.parse(payload) as HandedInPayload | null)?.raw.sha256;
}

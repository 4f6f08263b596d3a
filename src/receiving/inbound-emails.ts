import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type { Claim } from '../inbox/claim.js';
import type { InboxEvent } from '../inbox/inbox-event.entity.js';
import { run, type Sql, sql } from '../platform/database/sql.js';
import { ErasedMails } from '../tickets/erased/erased-mails.js';
import type { Authentication } from '../tickets/identity/authentication.js';
import { handedInSha256 } from './handed-in.js';

/** A raw mail in the blob store. */
export interface StoredRaw {
  sha256: string;
  size: number;
}

/** A fetched raw mail, with the receiving server's findings as the provider reports them. */
export interface FetchedRaw extends StoredRaw {
  authentication: Authentication | null;
}

/** What earlier attempts did for a mail. */
export interface Begun {
  /** Fetched by an earlier attempt, but not filed. */
  kept: FetchedRaw | null;
  /** The message's raw mail, if already filed: the event is replayed, or another event announced the same mail. */
  filed: StoredRaw | null;
  /** True if another event announces, or announced, the same mail. */
  isToldAgain: boolean;
}

/** What became of a raw mail that an attempt keeps for the next one; `lost` if the lease was. */
export type Left = 'kept' | 'erased' | 'lost';

/**
 * Raw mails that an attempt fetched but could not file, so that the next attempt needs no provider. A mail has a row in
 * `inbound_emails` only until it is filed; then its message names the raw mail.
 */
@Injectable()
export class InboundEmails {
  /** Selects `Begun` of the leased event; for `InboxWork.run`. */
  readonly begun = sql`
    SELECT json_build_object(
      'kept', (SELECT json_build_object('sha256', raw_sha256, 'size', raw_size, 'authentication', authentication)
               FROM inbound_emails WHERE event_id = inbox_events.id AND raw_sha256 IS NOT NULL),
      'filed', (SELECT json_build_object('sha256', raw_sha256, 'size', raw_size) FROM messages AS message
                WHERE message.source = inbox_events.source AND message.email_id = inbox_events.email_id
                  AND raw_sha256 IS NOT NULL AND raw_purged_at IS NULL),
      'isToldAgain', EXISTS (SELECT FROM inbox_events AS other
                             WHERE other.email_id = inbox_events.email_id AND other.id <> inbox_events.id))`;

  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly erased: ErasedMails,
  ) {}

  /** Whether the mail was erased with its sender, as far as that can be known before fetching it. */
  async isErased(event: InboxEvent, { isToldAgain }: Begun): Promise<boolean> {
    const { source, emailId } = event;
    const rawSha256 = handedInSha256(event);
    const wasHereBefore = isToldAgain || rawSha256 !== null;
    return wasHereBefore && (await this.erased.know({ source, emailId, rawSha256 }));
  }

  /** For an attempt that ends without a message, so that the next one need not ask the provider again. */
  async keep(claim: Claim, { sha256, size, authentication }: FetchedRaw): Promise<Left> {
    const { source, emailId } = claim.event;
    const [kept] = await run<{ isErased: boolean }>(
      this.database,
      sql`WITH held AS (${claim.held})
          INSERT INTO inbound_emails (id, event_id, raw_sha256, raw_size, authentication)
          SELECT ${uuidv7()}::uuid, id, ${sha256}, ${size}::bigint, ${authentication}::jsonb FROM held
          ON CONFLICT (event_id) DO UPDATE
          SET raw_sha256 = excluded.raw_sha256, raw_size = excluded.raw_size,
              authentication = excluded.authentication, updated_at = now()
          RETURNING ${this.erased.areKnown({ rawSha256: sha256, source, emailId })} AS "isErased"`,
    );
    if (kept === undefined) return 'lost';
    return kept.isErased ? 'erased' : 'kept';
  }

  /** For the transaction in which the mail becomes a message. */
  forgetting(event: InboxEvent, { kept }: Begun): Sql[] {
    return kept === null ? [] : [sql`DELETE FROM inbound_emails WHERE event_id = ${event.id}`];
  }
}

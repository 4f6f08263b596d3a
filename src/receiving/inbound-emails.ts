import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type { InboxEvent } from '../inbox/inbox-event.entity.js';
import { run, type Sql, sql } from '../platform/database/sql.js';
import { ErasedMails } from '../tickets/erased/erased-mails.js';
import type { Authentication } from '../tickets/identity/authentication.js';
import { handedInSha256 } from './handed-in.js';
import type { InboundEmail } from './inbound-email.entity.js';

/** A raw mail in the blob store. */
export interface StoredRaw {
  sha256: string;
  size: number;
}

/** How far earlier attempts came with a mail. */
export type Begun = Pick<InboundEmail, 'rawSha256' | 'rawSize' | 'authentication'> & {
  /** It was erased with its sender, and is announced again. */
  isErased: boolean;
};

/** Keeps the state of received mail. */
@Injectable()
export class InboundEmails {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly erased: ErasedMails,
  ) {}

  /** What is known of the mail that an event announces. */
  async begin(event: InboxEvent): Promise<Begun> {
    const [begun] = await run<Begun>(
      this.database,
      sql`SELECT raw_sha256 AS "rawSha256", raw_size AS "rawSize", authentication,
                 ${this.erased.areKnown(identify(event, handedInSha256(event)))} AS "isErased"
          FROM (VALUES (${event.id}::uuid)) AS announced (event_id) LEFT JOIN inbound_emails USING (event_id)`,
    );
    return begun!;
  }

  /** From here on a retry does not ask the provider again. @returns whether just this mail was erased */
  async fetched(event: InboxEvent, raw: StoredRaw, authentication: Authentication | null): Promise<boolean> {
    const [noted] = await run<{ isErased: boolean }>(
      this.database,
      sql`INSERT INTO inbound_emails (id, event_id, state, raw_sha256, raw_size, authentication)
          VALUES (${uuidv7()}, ${event.id}, 'fetched', ${raw.sha256}, ${raw.size}, ${authentication})
          ON CONFLICT (event_id) DO UPDATE
          SET state = excluded.state, raw_sha256 = excluded.raw_sha256, raw_size = excluded.raw_size,
              authentication = excluded.authentication, updated_at = now()
          RETURNING ${this.erased.areKnown(identify(event, raw.sha256))} AS "isErased"`,
    );
    return noted!.isErased;
  }

  /** Forgets the raw mail, so that the next attempt downloads it again. */
  async fetchAgain(event: InboxEvent): Promise<void> {
    await this.database.query(
      `UPDATE inbound_emails
       SET state = 'announced', raw_sha256 = NULL, raw_size = NULL, updated_at = now() WHERE event_id = $1`,
      [event.id],
    );
  }

  /** For the transaction in which it becomes a message. */
  filing(event: InboxEvent): Sql {
    return sql`INSERT INTO inbound_emails (id, event_id, state) VALUES (${uuidv7()}, ${event.id}, 'filed')
               ON CONFLICT (event_id) DO UPDATE SET state = excluded.state, updated_at = now()`;
  }

  /** Whether a mail was erased whose bytes were fetched by an earlier attempt. */
  wasErased(event: InboxEvent, rawSha256: string): Promise<boolean> {
    return this.erased.know(identify(event, rawSha256));
  }
}

const identify = ({ source, emailId }: InboxEvent, rawSha256: string | null) => ({
  rawSha256,
  source,
  emailId,
});

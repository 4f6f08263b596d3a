import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { returning } from '../../platform/database/returning.js';
import type { StoredRequest } from './outbox.js';

/** A crashed sender's mail is free again after this; a provider's answer takes at most half as long. */
const LEASE_SECONDS = 60;

/** A mail whose next step is due, under our lease. */
export interface DueMail {
  messageId: string;
  source: string;
  recipients: string[];
  /** The mailbox that sends it. */
  mailbox: { id: string; name: string };
  request: StoredRequest;
  /** Steps begun in the current state, including this one. */
  attempts: number;
  /**
   * Of a receipt: when it was queued. Otherwise since when the provider may have the mail; null if it cannot have it.
   */
  waitingSince: Date | null;
  /** The provider's id; null until it has the mail. */
  emailId: string | null;
  /** When the provider got it; null before. */
  sentAt: Date | null;
  token: string;
}

/** The outbox as a queue. All times are the database's. */
@Injectable()
export class OutboxQueue {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  /** Leases the mail that has been due longest; null if none is. */
  async take(): Promise<DueMail | null> {
    const token = randomUUID();
    const rows = await returning<DueMail>(
      this.database,
      `UPDATE outbound_mails AS mail
       SET state = CASE WHEN mail.state = 'queued' THEN 'sending' ELSE mail.state END,
           attempts = mail.attempts + 1, lease_token = $1,
           lease_until = now() + make_interval(secs => $2)
       FROM messages AS message JOIN mailboxes AS mailbox ON mailbox.id = message.mailbox_id
       WHERE message.id = mail.message_id AND mail.message_id = (
         SELECT message_id FROM outbound_mails
         WHERE state IN ('queued', 'sending', 'sent') AND due_at <= now()
           AND (lease_until IS NULL OR lease_until < now())
         ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED)
       RETURNING mail.message_id AS "messageId", mail.source, mail.recipients,
                 json_build_object('id', mailbox.id, 'name', mailbox.name) AS mailbox,
                 mail.request, mail.attempts, message.email_id AS "emailId", mail.sent_at AS "sentAt",
                 mail.lease_token AS token,
                 CASE mail.kind WHEN 'acknowledgement' THEN mail.created_at ELSE mail.first_attempt_at END AS "waitingSince"`,
      [token, LEASE_SECONDS],
    );
    return rows[0] ?? null;
  }

  /**
   * Call it right before the provider is given the mail, after everything slow: it renews the lease.
   *
   * @returns false if the lease is no longer ours: another sender has taken over, or the mail was erased
   */
  async begin({ messageId, token }: DueMail): Promise<boolean> {
    const rows = await returning(
      this.database,
      `UPDATE outbound_mails
       SET first_attempt_at = coalesce(first_attempt_at, now()), open_attempts = open_attempts + 1,
           lease_until = now() + make_interval(secs => $3)
       WHERE message_id = $1 AND lease_token = $2 RETURNING message_id`,
      [messageId, token, LEASE_SECONDS],
    );
    return rows.length === 1;
  }

  /**
   * The attempt has ended, and the provider did not take the mail. Once that is true of all attempts, the next one
   * counts as the first, and a mail that was given up meanwhile becomes `failed`: it has not left.
   */
  async refused({ messageId }: DueMail): Promise<void> {
    await this.database.query(
      `UPDATE outbound_mails
       SET open_attempts = open_attempts - 1,
           first_attempt_at = CASE WHEN open_attempts > 1 THEN first_attempt_at END,
           state = CASE WHEN open_attempts = 1 AND state = 'unknown' THEN 'failed' ELSE state END
       WHERE message_id = $1`,
      [messageId],
    );
  }

  /** @param failure why the step failed; null if it did not */
  async later({ messageId, token }: DueMail, pauseMs: number, failure: string | null): Promise<void> {
    await this.database.query(
      `UPDATE outbound_mails
       SET state = CASE WHEN state = 'sending' THEN 'queued' ELSE state END, failure = $4,
           due_at = now() + make_interval(secs => $3::float8 / 1000), lease_token = NULL, lease_until = NULL
       WHERE message_id = $1 AND lease_token = $2`,
      [messageId, token, pauseMs, failure],
    );
  }

  /** @param lookUpAfterMs pause before the provider is asked for the `Message-ID` */
  async sent({ messageId, source, token }: DueMail, emailId: string, lookUpAfterMs: number): Promise<void> {
    await noteSent(this.database, { id: messageId, source, emailId, token, lookUpAfterMs });
  }

  /** See `OwnMails` of `deliveries/`: we may never have got the answer for this mail. */
  async leftAs(tx: EntityManager, mail: { id: string; source: string; emailId: string }): Promise<void> {
    await noteSent(tx, { ...mail, token: null, lookUpAfterMs: 0 });
  }

  /** @returns false if the lease is no longer ours: another sender has taken over, or the mail was erased */
  async done({ messageId, token }: DueMail, tx: EntityManager): Promise<boolean> {
    const rows = await returning(
      tx,
      `UPDATE outbound_mails SET state = 'done', lease_token = NULL, lease_until = NULL
       WHERE message_id = $1 AND lease_token = $2 RETURNING message_id`,
      [messageId, token],
    );
    return rows.length === 1;
  }

  /** @returns `unknown` if the provider may have the mail; null if the lease is no longer ours */
  async failed({ messageId, token }: DueMail, reason: string): Promise<'failed' | 'unknown' | null> {
    const rows = await returning<{ state: 'failed' | 'unknown' }>(
      this.database,
      `UPDATE outbound_mails
       SET state = CASE WHEN open_attempts > 0 THEN 'unknown' ELSE 'failed' END, failure = $3,
           lease_token = NULL, lease_until = NULL
       WHERE message_id = $1 AND lease_token = $2 RETURNING state`,
      [messageId, token, reason],
    );
    return rows[0]?.state ?? null;
  }
}

interface SentMail {
  /** Id of the message. */
  id: string;
  source: string;
  emailId: string;
  /** Of the lease under which it was sent; null if somebody else reports it. */
  token: string | null;
  lookUpAfterMs: number;
}

/**
 * Records that the provider has the mail. This is true whoever holds the lease by now, and whatever state they have
 * given the mail without knowing it. The Idempotency-Key ensures that there is only one mail.
 */
async function noteSent(on: Pick<EntityManager, 'query'>, mail: SentMail): Promise<void> {
  await on.query(
    `WITH noted AS (
       UPDATE outbound_mails
       SET state = 'sent', attempts = 0, failure = NULL, sent_at = now(), lease_token = NULL, lease_until = NULL,
           due_at = now() + make_interval(secs => $5::float8 / 1000)
       WHERE message_id = $1 AND source = $2 AND recipients <> '{}'
         AND (lease_token = $4 OR state IN ('queued', 'sending', 'failed', 'unknown'))
       RETURNING message_id)
     UPDATE messages SET source = $2, email_id = $3
     FROM noted WHERE id = noted.message_id AND NOT defects @> '{erased}'`,
    [mail.id, mail.source, mail.emailId, mail.token, mail.lookUpAfterMs],
  );
}

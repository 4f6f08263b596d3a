import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import type { BlobStore } from '../../platform/blobs/blob-store.js';
import { BLOB_STORE } from '../../platform/blobs/blob-store-token.js';
import { returning } from '../../platform/database/returning.js';
import { Log } from '../../platform/logging/log.js';
import { tellFailure } from '../../platform/outages/tell-failure.js';
import { Interrupted } from '../../platform/stopping/interrupted.js';
import { unlessAborted } from '../../platform/stopping/unless-aborted.js';
import { ProviderApis } from '../../providers/provider-apis.js';
import {
  KeyNotPermitted,
  NotFoundYet,
  PermanentProviderError,
  ProviderError,
  TransientProviderError,
} from '../../providers/provider-errors.js';
import type { OutgoingMail } from '../../providers/sending.js';
import { scopesOfMailbox } from '../../suppressions/list-scope.js';
import { SuppressionList } from '../../suppressions/suppression-list.js';
import { lockTicketOf } from '../lock-ticket-of.js';
import { rememberMessageIds } from '../threading/known-message-ids.js';
import { type DueMail, OutboxQueue } from './outbox-queue.js';
import type { StoredRequest } from './outbox.js';
import { SENT_MAILS, type SentMails } from './sent-mails.js';

/**
 * How long a provider knows an Idempotency-Key (Resend: 24 h), less an hour to be safe. A later attempt could send a
 * second mail, so there is none. A receipt ends then too, whatever it waited for: that late it helps nobody.
 */
const KEY_LIFE_MS = 23 * 3_600_000;

/**
 * Pauses between attempts, and between questions for the Message-ID. The last one repeats; of the questions, only while
 * the provider does not answer.
 */
const RETRY_MS = [2_000, 10_000, 60_000, 300_000, 900_000];
const LOOKUP_MS = [1_000, 5_000, 30_000, 300_000, 1_800_000];

/**
 * How long a Message-ID is asked for while the provider does not answer: a weekend, in which answers to the mail may
 * come.
 */
const LOOKUP_LIFE_MS = 3 * 24 * 3_600_000;

/** Pause while nothing can be sent at all: there is no key, or it lacks the right. */
const BLOCKED_MS = 60_000;

/** Does the next step of one mail. After a crash the step is repeated, with the same key and the same mail. */
@Injectable()
export class OutboxSender {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    @Inject(BLOB_STORE) private readonly blobs: BlobStore,
    private readonly queue: OutboxQueue,
    private readonly apis: ProviderApis,
    private readonly suppressions: SuppressionList,
    @Inject(SENT_MAILS) private readonly sentMails: SentMails,
    private readonly log: Log,
  ) {}

  /**
   * @param interruption ends the wait for a provider that hangs; the mail, which it may have by then, is given back
   * @returns false if nothing was due
   */
  async sendNext(interruption: AbortSignal): Promise<boolean> {
    const mail = await this.queue.take();
    if (mail === null) return false;
    try {
      await unlessAborted(interruption, this.step(mail));
    } catch (error) {
      await this.settle(mail, error);
    }
    return true;
  }

  private step(mail: DueMail): Promise<void> {
    return mail.emailId === null ? this.send(mail) : this.learnMessageId(mail, mail.emailId);
  }

  private async send(mail: DueMail): Promise<void> {
    const waitedMs = Date.now() - (mail.waitingSince?.getTime() ?? Date.now());
    if (waitedMs > KEY_LIFE_MS) return this.fail(mail, 'gave_up');
    const api = this.apis.find(mail.source)?.sending ?? null;
    if (api === null) return this.queue.later(mail, BLOCKED_MS, 'api_key_missing');
    const whole = await this.withFiles(mail.request);
    const checked = await this.suppressions.check(mail.recipients, scopesOfMailbox(mail.mailbox));
    if (checked.some(({ suppressed }) => suppressed)) return this.fail(mail, 'recipient_suppressed');
    if (!(await this.queue.begin(mail))) return;
    const { emailId } = await api.send(whole, mail.messageId).catch(async (error: unknown) => {
      if (isRefusal(error)) await this.queue.refused(mail);
      throw error;
    });
    await this.queue.sent(mail, emailId, LOOKUP_MS[0]!);
    this.log.info({ message_id: mail.messageId, email_id: emailId }, 'mail sent');
  }

  /** Answers to the mail name the Message-ID that the provider gave it, so we have to know it. */
  private async learnMessageId(mail: DueMail, emailId: string): Promise<void> {
    const messageId = await this.apis.get(mail.source).sending.findMessageId(emailId);
    if (messageId === null) return this.askLater(mail);
    await this.database.transaction((tx) => this.noteMessageId(tx, mail, messageId));
  }

  /** Locks first, so that moving or erasing the message happens before or after. */
  private async noteMessageId(tx: EntityManager, mail: DueMail, messageId: string): Promise<void> {
    const id = mail.messageId;
    await this.sentMails.aloneWith(tx, messageId);
    await lockTicketOf(tx, id);
    await tx.query('SELECT FROM messages WHERE id = $1 FOR NO KEY UPDATE', [id]);
    if (!(await this.queue.done(mail, tx))) return;
    const [message] = await returning<{ ticketId: string }>(
      tx,
      'UPDATE messages SET message_id = $2 WHERE id = $1 RETURNING ticket_id AS "ticketId"',
      [id, messageId],
    );
    await rememberMessageIds(tx, { ticketId: message!.ticketId, messageId, mentioned: [] });
    await this.sentMails.becameKnown(tx, messageId);
  }

  /** The provider knows none yet. After the last question we believe that there is none. */
  private async askLater(mail: DueMail): Promise<void> {
    const pauseMs = LOOKUP_MS[mail.attempts];
    if (pauseMs === undefined) await this.queue.done(mail, this.database.manager);
    else await this.queue.later(mail, pauseMs, null);
  }

  /** A question that was not answered says nothing, so it is asked again, up to `LOOKUP_LIFE_MS`. */
  private async settleQuestion(mail: DueMail, error: unknown): Promise<void> {
    if (error instanceof PermanentProviderError || error instanceof NotFoundYet) return this.askLater(mail);
    const askedMs = Date.now() - (mail.sentAt?.getTime() ?? Date.now());
    if (askedMs > LOOKUP_LIFE_MS) await this.queue.done(mail, this.database.manager);
    else await this.queue.later(mail, LOOKUP_MS[mail.attempts] ?? LOOKUP_MS.at(-1)!, null);
  }

  private async settle(mail: DueMail, error: unknown): Promise<void> {
    if (error instanceof Interrupted) return this.queue.later(mail, 0, error.code);
    const { code = 'unexpected' } = error as Partial<ProviderError>;
    const what = mail.emailId === null ? 'mail not sent yet' : 'Message-ID not known yet';
    await tellFailure(this.log, { message_id: mail.messageId, code, err: error }, what);
    if (mail.emailId !== null) return this.settleQuestion(mail, error);
    if (error instanceof PermanentProviderError) return this.fail(mail, code);
    if (error instanceof KeyNotPermitted) return this.queue.later(mail, BLOCKED_MS, code);
    const asked = error instanceof TransientProviderError ? error.retryAfterMs : null;
    const usual = RETRY_MS[Math.min(mail.attempts, RETRY_MS.length) - 1]!;
    await this.queue.later(mail, asked ?? usual, code);
  }

  private async fail(mail: DueMail, reason: string): Promise<void> {
    const state = await this.queue.failed(mail, reason);
    this.log.error({ message_id: mail.messageId, reason, state }, 'mail is not sent any more');
  }

  private async withFiles({ files, tags = {}, ...same }: StoredRequest): Promise<OutgoingMail> {
    const read = files.map(async ({ sha256, ...file }) => ({
      ...file,
      content: await this.blobs.read(sha256),
    }));
    return { ...same, tags, files: await Promise.all(read) };
  }
}

/**
 * Whether the provider said that it does not take the mail, or not now. After any other failure it may have taken it.
 */
const isRefusal = (error: unknown): boolean =>
  error instanceof ProviderError && (!(error instanceof TransientProviderError) || error.rateLimited);

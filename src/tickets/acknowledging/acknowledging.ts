import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { scopesOfMailbox } from '../../suppressions/list-scope.js';
import { SuppressionList } from '../../suppressions/suppression-list.js';
import { BY_SYSTEM, recordEvent } from '../events/record-event.js';
import type { InboundMessage } from '../filing/inbound-message.js';
import type { KnownSender } from '../identity/sender.js';
import { Mailbox } from '../mailboxes/mailbox.entity.js';
import { queueMail } from '../replies/outbox.js';
import { threadHeaders } from '../replies/reply-headers.js';
import { type ReplyKeys, signReplyAddress } from '../threading/reply-address.js';
import { REPLY_KEYS } from '../threading/reply-keys.js';
import { type Occasion, whyNoReceipt } from './may-acknowledge.js';

/** Marks the mail as sent by a machine, so that no other machine answers it (RFC 3834 §3.1.7). */
const AUTOMATIC = { 'Auto-Submitted': 'auto-replied', 'X-Auto-Response-Suppress': 'All' };

/** Contains nothing of the received mail: whoever forges a sender must not make us send their words to a victim. */
const OUR_WORDS = 'We have received your message and will answer it.';

/** Any fixed number. Receipts are counted one at a time, so that the caps hold. */
const COUNT_LOCK = 7_660_213;

/** A ticket that a mail opened. */
export interface Opened {
  ticketId: string;
  mailboxId: string;
  mail: InboundMessage;
  sender: KnownSender;
}

/** Receipts for mails that open a ticket, if the mailbox wants them. */
@Injectable()
export class Acknowledging {
  constructor(
    @Inject(REPLY_KEYS) private readonly replyKeys: ReplyKeys,
    private readonly suppressions: SuppressionList,
  ) {}

  /**
   * For a mail that opened a ticket: sends a receipt, or records on the ticket why there is none. Does nothing if the
   * mailbox wants no receipts.
   */
  async acknowledge(tx: EntityManager, { ticketId, mailboxId, mail, sender }: Opened): Promise<void> {
    const mailbox = await tx.findOneByOrFail(Mailbox, { id: mailboxId });
    if (!mailbox.acknowledges || mailbox.address === null) return;
    const reason = whyNoReceipt(await this.occasion(tx, mailbox, mail, sender));
    if (reason !== null) {
      const data = { reason };
      return recordEvent(tx, { ticketId, kind: 'acknowledgement_withheld', actor: BY_SYSTEM, data });
    }
    const messageId = await this.write(tx, mailbox, ticketId, mail);
    await recordEvent(tx, { ticketId, kind: 'acknowledged', actor: BY_SYSTEM, messageId });
  }

  private async occasion(
    tx: EntityManager,
    mailbox: Mailbox,
    { classification, headers, reversePath, sentAt }: InboundMessage,
    sender: KnownSender,
  ): Promise<Occasion> {
    await tx.query('SELECT pg_advisory_xact_lock($1)', [COUNT_LOCK]);
    const [facts] = await tx.query<{ to_address: number; by_mailbox: number; is_old: boolean }[]>(
      `SELECT count(*) FILTER (WHERE mail.recipients && $1::text[])::int AS to_address,
              count(*) FILTER (WHERE message.mailbox_id = $2 AND mail.created_at > now() - interval '1 hour')::int
                AS by_mailbox,
              $3::timestamptz < now() - interval '24 hours' AS is_old
       FROM outbound_mails AS mail JOIN messages AS message ON message.id = mail.message_id
       WHERE mail.kind = 'acknowledgement' AND mail.created_at > now() - interval '24 hours'`,
      [sender.addresses, mailbox.id, sentAt],
    );
    const checked = await this.suppressions.check(sender.addresses, scopesOfMailbox(mailbox), tx);
    return {
      ...{ classification, headers, reversePath, sender },
      isOld: facts!.is_old,
      // a bounce concerns one address, a complaint the person
      isSuppressed: checked.some(
        ({ address, suppressed, reason }) =>
          suppressed && (address === sender.address || reason === 'complaint'),
      ),
      sentToAddressToday: facts!.to_address,
      sentByMailboxThisHour: facts!.by_mailbox,
    };
  }

  private async write(
    tx: EntityManager,
    { id, name, address, replyDomain, acknowledgementText }: Mailbox,
    ticketId: string,
    mail: InboundMessage,
  ): Promise<string> {
    const [ticket] = await tx.query<{ number: string }[]>('SELECT number FROM tickets WHERE id = $1', [
      ticketId,
    ]);
    const domain = replyDomain ?? address!.slice(address!.lastIndexOf('@') + 1);
    return queueMail(tx, {
      kind: 'acknowledgement',
      ticketId,
      mailboxId: id,
      from: { name, address: address! },
      to: [{ name: '', address: mail.sender! }],
      cc: [],
      replyTo: { name, address: signReplyAddress(ticketId, domain, this.replyKeys) },
      subject: `We have received your message [#${ticket!.number}]`,
      text: acknowledgementText ?? OUR_WORDS,
      html: null,
      headers: { ...threadHeaders(mail), ...AUTOMATIC },
      inReplyTo: [mail.messageId],
      references: [],
      files: [],
    });
  }
}

import type { InboxEvent } from '../inbox/inbox-event.entity.js';
import type { ParsedMail } from '../mail/mail.js';
import { syntheticMessageId } from '../mail/threading/message-ids.js';
import type { InboundMessage, StoredAttachment } from '../tickets/filing/inbound-message.js';
import type { Authentication } from '../tickets/identity/authentication.js';
import type { StoredRaw } from './inbound-emails.js';
import type { ReaderAnswer } from './reader/reader-task.js';

/** No mail is older than the first e-mail standard; earlier dates come from broken clocks. */
const EARLIEST_DATE_MS = Date.UTC(1982, 7, 13);
/** Clocks may be a little fast. */
const MAX_FUTURE_MS = 10 * 60 * 1000;

/** What is known about a mail besides its own content. */
interface Besides {
  raw: StoredRaw | null;
  attachments: StoredAttachment[];
  authentication: Authentication | null;
  /** Recipients that the provider or the envelope names: Bcc and forwarded mail too. */
  recipients: string[];
  /** From the envelope. */
  reversePath: string | null;
}

/** Combines the reader's answer with what is stored, for filing. */
export function toInboundMessage(event: InboxEvent, answer: ReaderAnswer, stored: Besides): InboundMessage {
  const { mail, reply } = answer;
  return {
    source: event.source,
    emailId: event.emailId,
    eventId: event.id,
    raw: stored.raw,
    receivedAt: event.receivedAt,
    authentication: stored.authentication,
    recipients: stored.recipients,
    reversePath: stored.reversePath,
    sender: mail.identity.address,
    from: mail.from[0] ?? null,
    to: mail.to,
    cc: mail.cc,
    replyTo: mail.replyTo,
    subject: mail.subject,
    messageId: mail.messageId ?? syntheticMessageId(stored.raw?.sha256 ?? event.id.replaceAll('-', '')),
    inReplyTo: mail.inReplyTo,
    references: mail.references,
    sentAt: sentAt(mail, event.receivedAt),
    dateHeader: mail.dateOriginal,
    text: answer.text,
    html: answer.html,
    replyText: reply.replyText,
    signature: reply.signature,
    quotedText: reply.quotedText,
    classification: answer.classification,
    reports: answer.reports.map((report) => ({ ...report, verified: false })),
    defects: mail.defects,
    headers: mail.headers,
    attachments: stored.attachments,
  };
}

/** The Date field if it can be true, else the time of arrival. */
function sentAt({ date }: ParsedMail, receivedAt: Date): Date {
  if (date === null || date.getTime() < EARLIEST_DATE_MS) return receivedAt;
  return date.getTime() > receivedAt.getTime() + MAX_FUTURE_MS ? receivedAt : date;
}

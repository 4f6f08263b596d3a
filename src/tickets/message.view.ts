import type { PageEnd } from '../platform/http/page.js';
import type { Attachment } from './attachment.entity.js';
import type { Message } from './message.entity.js';
import type { Delivery } from './replies/delivery-status.js';

export class MailboxView {
  name: string;
  address: string;
}

export class AttachmentView {
  object: 'attachment';
  id: string;
  message_id: string;
  /** Safe to display and to save under. */
  filename: string;
  /** As declared by the sender. */
  content_type: string;
  /** Bytes. */
  size: number;
  sha256: string;
  content_id: string | null;
  /** True if the HTML body shows it. */
  inline: boolean;
  /** When retention removed its content; null while it is kept. */
  purged_at: string | null;
}

export class ClassificationView {
  /** `human | auto_reply | auto_generated | list | bounce | complaint` */
  kind: string;
  /** Stable code of the rule that decided. */
  reason: string;
}

export class ReportView {
  recipient: string | null;
  action: string;
  status: string | null;
  diagnostic_code: string | null;
  /** `hard | soft | delayed | complaint` */
  severity: string;
  reason: string;
  original_message_id: string | null;
  /** True if it is about a message that we sent to this recipient. */
  verified: boolean;
}

export class AuthenticationView {
  spf: string | null;
  dkim: string | null;
  dmarc: string | null;
}

export class HeldView {
  reason: string;
  claimed_ticket_id: string | null;
}

export class MessageDeliveryView {
  /**
   * `queued | sent | delayed | delivered | failed | suppressed | bounced | complained | unknown`; `unknown`: given up
   * after an attempt that the provider never answered, so the mail may have been sent.
   */
  status: string;
  /** Why not, or not yet: a code of ours, or the words of the provider or the remote server. */
  reason: string | null;
  at: string;
}

export class MessageView {
  object: 'message';
  id: string;
  ticket_id: string | null;
  /** `inbound | outbound | note` */
  direction: string;
  from: MailboxView;
  to: MailboxView[];
  cc: MailboxView[];
  reply_to: MailboxView[];
  subject: string;
  message_id: string;
  in_reply_to: string[];
  references: string[];
  sent_at: string;
  received_at: string;
  /** The plain-text body, or text made from the HTML if there is none. */
  text: string;
  /** Sanitised; `cid:` images point at our attachment URLs. */
  html: string | null;
  /** Only the new text. */
  reply_text: string;
  signature: string;
  quoted_text: string;
  classification: ClassificationView;
  reports: ReportView[];
  authentication: AuthenticationView | null;
  held: HeldView | null;
  /** What became of a mail that we sent; null on everything else. */
  delivery: MessageDeliveryView | null;
  attachments: AttachmentView[];
  /** What was broken in the mail and how it was read anyway; stable codes. */
  defects: string[];
  source: string;
  email_id: string | null;
  /** Null for messages written here. */
  event_id: string | null;
  /** When the raw mail was removed by retention or erasure; otherwise null. */
  raw_purged_at: string | null;
}

export class TraceStepView {
  matcher: string;
  /** `joined`: the message continues this ticket. `refused`: it claims a ticket that its sender may not write to. */
  verdict: 'joined' | 'refused' | 'no_match';
  /** Stable; the list is open. */
  reason: string;
  ticket_id: string | null;
  /** What the matcher looked at, by names of its own. */
  saw: Record<string, unknown>;
}

export class RoutingStepView {
  recipient: string;
  /** Null if no pattern fits, and the mail goes to the catch-all. */
  pattern: string | null;
  mailbox_id: string;
}

export class TraceView {
  object: 'trace';
  message_id: string;
  /** The matchers, in the order in which they were asked. */
  threading: TraceStepView[];
  /** Which recipient led to which mailbox. */
  routing: RoutingStepView[];
  classification: ClassificationView;
  defects: string[];
}

/** @param message with its attachments loaded */
export function toMessageView(message: Message): MessageView {
  return {
    object: 'message',
    id: message.id,
    ticket_id: message.ticketId,
    direction: message.direction,
    from: { name: message.fromName, address: message.fromAddress },
    to: message.to,
    cc: message.cc,
    reply_to: message.replyTo,
    subject: message.subject,
    message_id: message.messageId,
    in_reply_to: message.inReplyTo,
    references: message.references,
    sent_at: message.sentAt.toISOString(),
    received_at: message.receivedAt.toISOString(),
    text: message.text,
    html: message.html,
    reply_text: message.replyText,
    signature: message.signature,
    quoted_text: message.quotedText,
    classification: message.classification,
    reports: message.reports.map(({ diagnosticCode, originalMessageId, ...report }) => ({
      ...report,
      diagnostic_code: diagnosticCode,
      original_message_id: originalMessageId,
    })),
    authentication: message.authentication,
    held: message.held,
    delivery: message.delivery === undefined ? null : toDeliveryView(message.delivery),
    attachments: [...message.attachments].sort((a, b) => a.position - b.position).map(toAttachmentView),
    defects: message.defects,
    source: message.source,
    email_id: message.emailId,
    event_id: message.eventId,
    raw_purged_at: message.rawPurgedAt?.toISOString() ?? null,
  };
}

function toDeliveryView({ status, reason, at }: Delivery): MessageDeliveryView {
  return { status, reason, at: at.toISOString() };
}

export function toAttachmentView(attachment: Attachment): AttachmentView {
  return {
    object: 'attachment',
    id: attachment.id,
    message_id: attachment.messageId,
    filename: attachment.filename,
    content_type: attachment.contentType,
    size: Number(attachment.size),
    sha256: attachment.sha256,
    content_id: attachment.contentId,
    inline: attachment.isInline,
    purged_at: attachment.purgedAt?.toISOString() ?? null,
  };
}

export function toTraceView(message: Message): TraceView {
  return {
    object: 'trace',
    message_id: message.id,
    threading: message.trace,
    routing: message.routing,
    classification: message.classification,
    defects: message.defects,
  };
}

export function endOfMessages({ receivedAt, id }: Message): PageEnd {
  return { value: receivedAt.toISOString(), id };
}

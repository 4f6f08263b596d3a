import { insertingRow, type Sql, sql } from '../../platform/database/sql.js';
import type { Route } from '../mailboxes/route-mail.js';
import type { Held } from '../message.entity.js';
import type { ThreadDecision } from '../threading/thread-decision.js';
import type { InboundMessage, StoredAttachment } from './inbound-message.js';

/** Where a message was placed, and why. */
interface NewMessage {
  id: string;
  ticketId: string | null;
  thread: ThreadDecision;
  route: Route;
  isHeld: boolean;
}

/** Stores the message and its attachments. A unique key refuses a mail that another worker filed meanwhile. */
export function insertingMessage(mail: InboundMessage, message: NewMessage): Sql[] {
  const inserting = insertingRow('messages', toRow(mail, message));
  return mail.attachments.length === 0
    ? [inserting]
    : [inserting, insertingAttachments(message.id, mail.attachments)];
}

function insertingAttachments(messageId: string, attachments: StoredAttachment[]): Sql {
  const column = <T>(value: (attachment: StoredAttachment) => T): T[] => attachments.map(value);
  return sql`
    INSERT INTO attachments (id, position, filename, original_filename, content_type, content_id, is_inline, size,
                             sha256, message_id)
    SELECT *, ${messageId}::uuid FROM unnest(
      ${column(({ id }) => id)}::uuid[], ${attachments.map((_, position) => position)}::int[],
      ${column(({ filename }) => filename)}::text[], ${column(({ originalFilename }) => originalFilename)}::text[],
      ${column(({ contentType }) => contentType)}::text[], ${column(({ contentId }) => contentId)}::text[],
      ${column(({ isInline }) => isInline)}::boolean[], ${column(({ size }) => size)}::bigint[],
      ${column(({ sha256 }) => sha256)}::text[])`;
}

/** By column. */
function toRow(
  mail: InboundMessage,
  { id, ticketId, thread, route, isHeld }: NewMessage,
): Record<string, unknown> {
  return {
    id,
    ticket_id: ticketId,
    mailbox_id: route.mailboxIds[0],
    direction: 'inbound',
    from_name: mail.from?.name ?? '',
    from_address: mail.from?.address ?? '',
    to: json(mail.to),
    cc: json(mail.cc),
    reply_to: json(mail.replyTo),
    subject: mail.subject,
    message_id: mail.messageId,
    in_reply_to: mail.inReplyTo,
    references: mail.references,
    sent_at: mail.sentAt,
    date_header: mail.dateHeader,
    received_at: mail.receivedAt,
    text: mail.text,
    html: mail.html,
    reply_text: mail.replyText,
    signature: mail.signature,
    quoted_text: mail.quotedText,
    classification: json(mail.classification),
    reports: json(mail.reports),
    authentication: mail.authentication === null ? null : json(mail.authentication),
    held: isHeld ? json(heldBy(thread)) : null,
    defects: mail.defects,
    trace: json(thread.trace),
    routing: json(route.steps),
    headers: json(mail.headers),
    source: mail.source,
    email_id: mail.emailId,
    event_id: mail.eventId,
    raw_sha256: mail.raw?.sha256 ?? null,
    raw_size: mail.raw?.size ?? null,
  };
}

const json = (value: unknown): string => JSON.stringify(value);

/** Held by the thread decision, or else by a rule. */
function heldBy({ kind, reason, ticketId }: ThreadDecision): Held {
  return kind === 'hold'
    ? { reason, claimed_ticket_id: ticketId }
    : { reason: 'held_by_rule', claimed_ticket_id: null };
}

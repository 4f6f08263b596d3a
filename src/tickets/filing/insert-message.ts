import type { EntityManager } from 'typeorm';
import { Attachment } from '../attachment.entity.js';
import type { Route } from '../mailboxes/route-mail.js';
import { type Held, Message } from '../message.entity.js';
import type { ThreadDecision } from '../threading/thread-decision.js';
import type { InboundMessage } from './inbound-message.js';

/** Where a message was placed, and why. */
interface NewMessage {
  id: string;
  ticketId: string | null;
  thread: ThreadDecision;
  route: Route;
  isHeld: boolean;
}

/** Stores the message and its attachments. A unique key refuses a mail that another worker filed meanwhile. */
export async function insertMessage(
  tx: EntityManager,
  mail: InboundMessage,
  message: NewMessage,
): Promise<void> {
  await tx.insert(Message, toRow(mail, message) as never);
  if (mail.attachments.length === 0) return;
  await tx.insert(
    Attachment,
    mail.attachments.map((attachment, position) => ({
      ...attachment,
      messageId: message.id,
      position,
      size: String(attachment.size),
    })),
  );
}

function toRow(mail: InboundMessage, { id, ticketId, thread, route, isHeld }: NewMessage): Partial<Message> {
  return {
    id,
    ticketId,
    mailboxId: route.mailboxIds[0],
    direction: 'inbound',
    fromName: mail.from?.name ?? '',
    fromAddress: mail.from?.address ?? '',
    to: mail.to,
    cc: mail.cc,
    replyTo: mail.replyTo,
    subject: mail.subject,
    messageId: mail.messageId,
    inReplyTo: mail.inReplyTo,
    references: mail.references,
    sentAt: mail.sentAt,
    dateHeader: mail.dateHeader,
    receivedAt: mail.receivedAt,
    text: mail.text,
    html: mail.html,
    replyText: mail.replyText,
    signature: mail.signature,
    quotedText: mail.quotedText,
    classification: mail.classification,
    reports: mail.reports,
    authentication: mail.authentication,
    held: isHeld ? heldBy(thread) : null,
    defects: mail.defects,
    trace: thread.trace,
    routing: route.steps,
    headers: mail.headers,
    source: mail.source,
    emailId: mail.emailId,
    eventId: mail.eventId,
    rawSha256: mail.raw?.sha256 ?? null,
    rawSize: mail.raw === null ? null : String(mail.raw.size),
  };
}

/** By the thread's decision, else by a rule. */
function heldBy({ kind, reason, ticketId }: ThreadDecision): Held {
  return kind === 'hold'
    ? { reason, claimed_ticket_id: ticketId }
    : { reason: 'held_by_rule', claimed_ticket_id: null };
}

import type { JsonObject } from '../json.js';
import type { ReceivedAttachment, ReceivedMail } from './received-mail.js';

/** `data` of `email.received`: metadata only, attachments without sizes (resend.com/docs: webhooks/emails/received). */
export function receivedEventData(mail: ReceivedMail): JsonObject {
  const { view } = mail;
  return {
    email_id: mail.id,
    created_at: mail.createdAt.toISOString(),
    from: view.from,
    to: view.to,
    cc: view.cc,
    bcc: view.bcc,
    received_for: view.receivedFor,
    message_id: view.messageId,
    subject: view.subject,
    attachments: view.attachments.map(eventAttachment),
  };
}

/** An item of `GET /emails/receiving`: without html, text, headers and raw. */
export function receivedListItem(mail: ReceivedMail, withReceivedFor: boolean): JsonObject {
  const { view } = mail;
  return {
    id: mail.id,
    to: view.to,
    from: view.from,
    created_at: mail.createdAt.toISOString(),
    subject: view.subject,
    bcc: view.bcc,
    cc: view.cc,
    reply_to: view.replyTo,
    ...(withReceivedFor ? { received_for: view.receivedFor } : {}),
    message_id: view.messageId,
    attachments: view.attachments.map(itemAttachment),
  };
}

/** An attachment inside a mail, without `download_url`: only the attachments endpoints return one. */
export function itemAttachment(attachment: ReceivedAttachment): JsonObject {
  return { ...eventAttachment(attachment), size: attachment.content.length };
}

function eventAttachment(attachment: ReceivedAttachment): JsonObject {
  return {
    id: attachment.id,
    filename: attachment.filename,
    content_type: attachment.contentType,
    content_disposition: attachment.contentDisposition,
    content_id: attachment.contentId,
  };
}

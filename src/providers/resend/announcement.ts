import type { ListedAnnouncement, ReceivedSummary } from '../receiving.js';

/** The webhook that Resend would have sent for a mail on its list (https://resend.com/docs/webhooks/emails/received). */
export function announcementOf(email: ReceivedSummary): ListedAnnouncement {
  const createdAt = email.createdAt?.toISOString() ?? null;
  const data = {
    email_id: email.id,
    created_at: createdAt,
    from: email.from,
    to: email.to,
    cc: email.cc,
    bcc: email.bcc,
    received_for: email.receivedFor,
    message_id: email.messageId === null ? null : `<${email.messageId}>`,
    subject: email.subject,
    attachments: email.attachments.map((attachment) => ({
      id: attachment.id,
      filename: attachment.filename,
      content_type: attachment.contentType,
      content_disposition: attachment.contentDisposition,
      content_id: attachment.contentId,
    })),
  };
  return {
    type: 'email.received',
    payload: JSON.stringify({ type: 'email.received', created_at: createdAt, data }),
  };
}

import { type AddressObject, type Attachment, simpleParser } from 'mailparser';
import type { Random } from '../random.js';
import { readHeaders, readReceivedFor } from './headers.js';
import type { MailView, ReceivedAttachment } from './received-mail.js';

/** Reads the JSON view of a mail. Rejects when mailparser does. */
export async function readView(raw: Buffer, random: Random): Promise<MailView> {
  const mail = await simpleParser(raw, { skipHtmlToText: true, skipTextToHtml: true, skipImageLinks: true });
  const headers = readHeaders(raw);
  return {
    from: addresses(mail.from)[0] ?? '',
    to: addresses(mail.to),
    cc: addresses(mail.cc),
    bcc: addresses(mail.bcc),
    replyTo: addresses(mail.replyTo),
    receivedFor: readReceivedFor(headers),
    subject: mail.subject ?? '',
    messageId: mail.messageId ?? '',
    headers,
    html: mail.html === false ? null : mail.html,
    text: mail.text ?? null,
    attachments: mail.attachments.map((attachment) => toAttachment(attachment, random)),
  };
}

function toAttachment(attachment: Attachment, random: Random): ReceivedAttachment {
  return {
    id: random.uuid(),
    filename: attachment.filename ?? null,
    contentType: attachment.contentType,
    contentDisposition: attachment.contentDisposition || null,
    contentId: attachment.cid ?? null,
    content: attachment.content,
  };
}

function addresses(field: AddressObject | AddressObject[] | undefined): string[] {
  const lists = field === undefined ? [] : [field].flat();
  return lists
    .flatMap((list) => list.value)
    .flatMap((entry) => (entry.group ? entry.group : [entry]))
    .flatMap((entry) => (entry.address ? [entry.address] : []));
}

import { type AddressObject, type Attachment, type ParsedMail, simpleParser } from 'mailparser';
import { bareAddress } from '../address.js';
import type { Random } from '../random.js';
import { type HeaderView, headerValues, readHeaders, readReceivedFor } from './headers.js';
import type { MailView, ReceivedAttachment } from './received-mail.js';

/** A view; `parseError` says why it contains only the header block, if it does. */
export interface ReadView {
  view: MailView;
  parseError: string | null;
}

/** Reads the JSON view of a mail; one that mailparser refuses (nesting, header size) has headers and no bodies. */
export async function readView(raw: Buffer, random: Random): Promise<ReadView> {
  const headers = readHeaders(raw);
  try {
    const mail = await simpleParser(raw, {
      skipHtmlToText: true,
      skipTextToHtml: true,
      skipImageLinks: true,
    });
    return { view: fullView(mail, headers, random), parseError: null };
  } catch (error) {
    return { view: headerView(headers), parseError: (error as Error).message };
  }
}

function fullView(mail: ParsedMail, headers: HeaderView, random: Random): MailView {
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

function headerView(headers: HeaderView): MailView {
  const first = (name: string): string => headerValues(headers, name)[0] ?? '';
  const list = (name: string): string[] => first(name).split(',').map(bareAddress).filter(Boolean);
  return {
    from: bareAddress(first('from')),
    to: list('to'),
    cc: list('cc'),
    bcc: list('bcc'),
    replyTo: list('reply-to'),
    receivedFor: readReceivedFor(headers),
    subject: first('subject'),
    messageId: first('message-id'),
    headers,
    html: null,
    text: null,
    attachments: [],
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

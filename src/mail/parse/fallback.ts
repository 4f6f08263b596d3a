import { simpleParser, type AddressObject, type ParsedMail as MailparserMail } from 'mailparser';

import { strictAddress } from '../addresses/identity.js';
import { type Mailbox, type ParsedMail } from '../mail.js';
import { safeBody, safeLine, safeText, truncate } from '../text.js';
import { normaliseMessageId, parseMessageIds } from '../threading/message-ids.js';
import { FilenameCounter, NAMELESS, cleanFilename } from './filename.js';

/**
 * A second, independent parser, for mail on which `parseMail` fails unexpectedly (a bug of ours, not a broken limit).
 * It finds less: no report parts, no repair of charsets and file names. The result has the defect `read_by_fallback`.
 * All of mailparser's text and HTML conversions are off: they are slow on hostile HTML.
 */
export async function readWithMailparser(raw: Uint8Array): Promise<ParsedMail> {
  const mail = await simpleParser(Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength), {
    skipHtmlToText: true,
    skipTextToHtml: true,
    skipTextLinks: true,
    skipImageLinks: true,
  });
  return { ...readHeaders(mail), ...readContent(mail), reportParts: [], defects: ['read_by_fallback'] };
}

function readHeaders(mail: MailparserMail) {
  const lines = mail.headerLines.map(({ key, line }) => ({
    name: key,
    value: line.slice(line.indexOf(':') + 1),
  }));
  const unfolded = lines.map(({ name, value }) => ({ name, value: value.replace(/\r?\n/g, '').trim() }));
  return {
    headers: unfolded.map(({ name, value }) => ({ name, value: safeLine(value) })),
    identity: strictAddress(unfolded.filter(({ name }) => name === 'from').map(({ value }) => value)),
    from: toMailboxes(mail.from),
    sender: toMailboxes(mail.headers.get('sender') as AddressObject | undefined)[0] ?? null,
    replyTo: toMailboxes(mail.replyTo),
    to: toMailboxes(mail.to),
    cc: toMailboxes(mail.cc),
    bcc: toMailboxes(mail.bcc),
    subject: truncate(safeLine(mail.subject ?? ''), 998),
    messageId: mail.messageId ? normaliseMessageId(safeLine(mail.messageId)) : null,
    inReplyTo: parseMessageIds(mail.inReplyTo ?? ''),
    references: parseMessageIds([mail.references ?? []].flat().join(' ')),
    date: mail.date && !Number.isNaN(mail.date.getTime()) ? mail.date : null,
    dateOriginal: unfolded.find(({ name }) => name === 'date')?.value ?? null,
    contentType: readContentType(mail.headers.get('content-type')),
  };
}

function toMailboxes(field: AddressObject | AddressObject[] | undefined): Mailbox[] {
  return [field ?? []]
    .flat()
    .flatMap(({ value }) => value.flatMap((entry) => [entry, ...(entry.group ?? [])]))
    .filter(({ address }) => address !== undefined)
    .map(({ name, address }) => ({ name: safeLine(name), address: safeLine(address ?? '') }));
}

function readContentType(header: unknown): ParsedMail['contentType'] {
  const { value, params } = (header ?? {}) as { value?: string; params?: Record<string, string> };
  return { value: safeLine(value ?? 'text/plain').toLowerCase(), parameters: { ...params } };
}

function readContent(mail: MailparserMail) {
  const names = new FilenameCounter();
  return {
    text: mail.text === undefined ? null : safeBody(mail.text),
    html: typeof mail.html === 'string' ? safeBody(mail.html) : null,
    attachments: mail.attachments.map((attachment) => ({
      filename: names.unique(cleanFilename(attachment.filename ?? '') || NAMELESS),
      originalFilename: attachment.filename === undefined ? null : safeText(attachment.filename),
      contentType: safeLine(attachment.contentType),
      contentId: attachment.cid ? safeLine(attachment.cid) : null,
      inline: attachment.related,
      content: attachment.content,
    })),
  };
}

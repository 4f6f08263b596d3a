import { bodyTextOf } from './body-text.js';
import { classifyMail } from './classify/classify-mail.js';
import type { Classification, MailAttachment, ParsedMail, RecipientReport, Reply } from './mail.js';
import { parseMail } from './parse/parse-mail.js';
import { extractReply } from './reply/extract-reply.js';
import { readReports } from './reports/read-reports.js';
import { sanitiseHtml } from './sanitise/sanitise-html.js';

/** What is known of the reader's surroundings. */
export interface ReadingContext {
  /** Where an attachment of this mail will be served; `position` counts from 0. */
  attachmentUrl: (position: number) => string;
}

/** A mail with everything that can be said of it without looking elsewhere. */
export interface MailReading {
  mail: ParsedMail;
  /** The plain body, or text made from HTML; empty when there is neither. */
  text: string;
  /** Sanitised; null when the mail has no HTML. */
  html: string | null;
  reply: Reply;
  reports: RecipientReport[];
  classification: Classification;
}

/**
 * Reads a raw mail.
 *
 * @throws UnreadableMail when the mail breaks a limit; nothing else is thrown for broken mail
 */
export function readMail(raw: Uint8Array, context: ReadingContext): MailReading {
  return interpretMail(parseMail(raw), context);
}

/** The second half of `readMail`, for mail that came in parts instead of raw. */
export function interpretMail(mail: ParsedMail, context: ReadingContext): MailReading {
  const text = bodyTextOf(mail);
  const reports = readReports(mail);
  const reply = extractReply(mail);
  return {
    mail,
    text,
    html: mail.html === null ? null : safeHtml(mail.html, mail, context),
    reply,
    reports,
    classification: classifyMail(mail, reports, { text, ownWords: reply.replyText }),
  };
}

function safeHtml(html: string, mail: ParsedMail, { attachmentUrl }: ReadingContext): string {
  const positions = findPositions(mail.attachments);
  const urlOf = (key: string): string | null => {
    const position = positions.get(key);
    return position === undefined ? null : attachmentUrl(position);
  };
  return sanitiseHtml(html, {
    attachmentUrl: (contentId) => urlOf(`cid:${contentId}`) ?? urlOf(`cid:${contentId.toLowerCase()}`),
    locationUrl: (location) => urlOf(location),
  });
}

/** By `cid:` with the Content-ID as it is and in lower case (senders change its case), and by Content-Location. */
function findPositions(attachments: readonly MailAttachment[]): Map<string, number> {
  const positions = new Map<string, number>();
  const keysOf = ({ contentId, contentLocation }: MailAttachment) => [
    ...(contentId === null ? [] : [`cid:${contentId}`, `cid:${contentId.toLowerCase()}`]),
    ...(contentLocation === undefined ? [] : [contentLocation]),
  ];
  attachments.forEach((attachment, position) => {
    for (const key of keysOf(attachment)) if (!positions.has(key)) positions.set(key, position);
  });
  return positions;
}

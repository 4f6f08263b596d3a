import { bodyTextOf } from './body-text.js';
import { classifyMail } from './classify/classify-mail.js';
import type { Classification, MailAttachment, ParsedMail, RecipientReport, Reply } from './mail.js';
import { parseMail } from './parse/parse-mail.js';
import { extractReply } from './reply/extract-reply.js';
import { isPoorText } from './reply/poor-text.js';
import { readReports } from './reports/read-reports.js';
import { sanitiseHtml } from './sanitise/sanitise-html.js';

/** What the reader needs to know about its caller. */
export interface ReadingContext {
  /** The URL at which an attachment of this mail will be served; `position` counts from 0. */
  attachmentUrl: (position: number) => string;
}

/** A mail and everything that can be said about it without other data. */
export interface MailReading {
  mail: ParsedMail;
  /** The plain body, or text made from HTML if there is none or it says nothing; empty if there is neither. */
  text: string;
  /** Sanitised; null if the mail has no HTML. */
  html: string | null;
  reply: Reply;
  reports: RecipientReport[];
  classification: Classification;
}

/**
 * Reads a raw mail.
 *
 * @throws UnreadableMail if the mail breaks a limit; broken mail throws nothing else
 */
export function readMail(raw: Uint8Array, context: ReadingContext): MailReading {
  return interpretMail(parseMail(raw), context);
}

/** The second half of `readMail`, for mail that arrived in parts instead of raw. */
export function interpretMail(given: ParsedMail, context: ReadingContext): MailReading {
  const mail = withReadableText(given);
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

/** Without a text that says nothing, so that the HTML is read instead. HTML that follows a text is read anyway. */
function withReadableText(mail: ParsedMail): ParsedMail {
  return mail.htmlFollowsText !== true && isPoorText(mail) ? { ...mail, text: null } : mail;
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

/** By `cid:` with the Content-ID as written and in lower case (senders change its case), and by Content-Location. */
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

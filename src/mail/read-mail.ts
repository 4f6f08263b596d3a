import { classifyMail } from './classify/classify-mail.js';
import { htmlToText } from './html/html-to-text.js';
import type { Classification, ParsedMail, RecipientReport, Reply } from './mail.js';
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
  const reports = readReports(mail);
  return {
    mail,
    text: mail.text ?? (mail.html === null ? '' : htmlToText(mail.html)),
    html: mail.html === null ? null : safeHtml(mail.html, mail, context),
    reply: extractReply(mail),
    reports,
    classification: classifyMail(mail, reports, {}),
  };
}

function safeHtml(html: string, mail: ParsedMail, { attachmentUrl }: ReadingContext): string {
  const positions = new Map(mail.attachments.map(({ contentId }, position) => [contentId, position]));
  const sanitised = sanitiseHtml(html, {
    attachmentUrl: (contentId) => {
      const position = positions.get(contentId);
      return position === undefined ? null : attachmentUrl(position);
    },
  });
  return sanitised.html;
}

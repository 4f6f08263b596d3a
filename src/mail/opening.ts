import { htmlToText } from './html/html-to-text.js';
import { type ParsedMail } from './mail.js';

/** The first characters of a mail's words: of its plain text, else of its HTML. */
export function openingOf({ text, html }: ParsedMail, length: number): string {
  return (text ?? (html === null ? '' : htmlToText(html))).slice(0, length);
}

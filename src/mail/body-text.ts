import { htmlToText } from './html/html-to-text.js';
import { type ParsedMail } from './mail.js';

/** What a mail says to a reader of text: its plain body, or text made from its HTML; empty when it has neither. */
export function bodyTextOf({ text, html }: ParsedMail): string {
  return text ?? (html === null ? '' : htmlToText(html));
}

import { htmlToText } from './html/html-to-text.js';
import { type ParsedMail } from './mail.js';

/** The text of a mail: its plain body, or text made from its HTML. Empty if it has neither. */
export function bodyTextOf({ text, html }: ParsedMail): string {
  return text ?? (html === null ? '' : htmlToText(html));
}

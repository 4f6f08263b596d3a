import { htmlToText } from '../html/html-to-text.js';
import { type ParsedMail } from '../mail.js';

/** The first `length` characters of the body, of HTML without its tags. */
export function openingOf({ text, html }: ParsedMail, length: number): string {
  return (text ?? (html === null ? '' : htmlToText(html))).slice(0, length);
}

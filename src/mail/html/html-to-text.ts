import { layOutHtml } from './html-lines.js';

/**
 * Makes readable plain text from HTML: blocks, `<br>` and list items on separate lines, table cells separated by tabs,
 * preformatted text as it is, entities decoded, white space collapsed (HTML Standard §15.3), links as their words,
 * pictures of emoji as the emoji. Scripts, styles and the title are omitted. Never throws; linear in the length of the
 * HTML.
 *
 * @returns LF line ends, at most one blank line in a row, trimmed; empty if there is nothing to read
 */
export function htmlToText(html: string): string {
  return layOutHtml(html)
    .map((line) => line.text)
    .join('\n')
    .trim();
}

import { layOutHtml } from './html-lines.js';

/**
 * Readable plain text from HTML: blocks, `<br>` and list items on lines of their own, table cells apart by tabs,
 * preformatted text as it is, entities decoded, white space collapsed (HTML Standard §15.3), links by their words and pictures of emoji by the
 * emoji alone.
 * Scripts, styles and the title are left out. Never throws; linear in the length of the HTML.
 *
 * @returns LF line ends, at most one blank line in a row, trimmed; empty when nothing is to be read
 */
export function htmlToText(html: string): string {
  return layOutHtml(html)
    .map((line) => line.text)
    .join('\n')
    .trim();
}

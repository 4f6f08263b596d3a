import { layOutHtml } from '../html/html-lines.js';
import { type BodyLine, linesOfHtml } from './body-lines.js';
import { readSegments } from './segments.js';

/** Characters, without white space, of the HTML's quote that must occur in the text. */
const KEY_LENGTH = 48;
const MIN_KEY_LENGTH = 12;
/** How far the two versions of the writer's words may differ in length, in characters without white space. */
const MAX_DRIFT = 400;

/**
 * Some mobile clients put the quoted mail into the text part without any sign, but mark it in the HTML. If the text
 * shows no quote, the start of the HTML's quote is searched in the text and marked there.
 */
export function borrowMarks(lines: BodyLine[], html: string): BodyLine[] {
  if (readSegments(lines).some((segment) => segment.kind !== 'words')) return lines;
  const laidOut = linesOfHtml(layOutHtml(html)).lines;
  const start = laidOut.findIndex(isQuoted);
  const [written, quoted] = [laidOut.slice(0, start), laidOut.slice(start)];
  if (start < 0 || quoted.some((line) => !isQuoted(line) && line.text !== '')) return lines;
  const before = squash(written.map(({ text }) => text).join(''));
  const key = squash(quoted.map(({ text }) => text).join('')).slice(0, KEY_LENGTH);
  const at = key.length < MIN_KEY_LENGTH || before === '' ? -1 : findLine(lines, key, before.length);
  return at < 0 ? lines : lines.map((line, index) => (index < at ? line : { ...line, mark: 'rest' }));
}

function isQuoted({ mark }: BodyLine): boolean {
  return mark !== null && mark !== 'signature';
}

/** The line that starts with the key, near the expected offset; -1 for none. */
function findLine(lines: readonly BodyLine[], key: string, expected: number): number {
  const starts: number[] = [];
  const parts: string[] = [];
  let length = 0;
  for (const line of lines) {
    starts.push(length);
    const part = squash(line.text);
    parts.push(part);
    length += part.length;
  }
  const squashed = parts.join('');
  const found = squashed.indexOf(key, Math.max(0, expected - MAX_DRIFT));
  return found < 0 || found > expected + MAX_DRIFT ? -1 : starts.lastIndexOf(found);
}

function squash(text: string): string {
  return text.replace(/[\s\u00a0\u200b]+/g, '');
}

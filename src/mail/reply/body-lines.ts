import { type HtmlLine } from '../html/html-lines.js';
import { withoutInvisible } from './invisible.js';
import { readSeparator } from './separator.js';
import { splitSharedLine } from './shared-line.js';

/** A line of the body with what the HTML says about it. */
export interface BodyLine {
  /** What the rules read: `original` without the characters that nobody sees. */
  text: string;
  /** As the mail has it. */
  original: string;
  mark: HtmlLine['mark'];
}

/** The lines that are looked at and what lies beyond the limits. */
export interface BodyLines {
  lines: BodyLine[];
  /** Not looked at; it is kept with the quoted text. */
  beyond: string;
}

/** Characters. A mail a person writes stays below 100,000; the rest is pasted logs and old threads. */
const MAX_BODY_LENGTH = 2 * 1024 * 1024;
const MAX_BODY_LINES = 20_000;

/** The lines of a plain text body. */
export function linesOfText(text: string): BodyLines {
  const head = text.slice(0, MAX_BODY_LENGTH).replace(/\r\n?/g, '\n');
  const all = head.split('\n');
  const beyond = [all.slice(MAX_BODY_LINES).join('\n'), text.slice(MAX_BODY_LENGTH)].join('');
  const lines = all.slice(0, MAX_BODY_LINES).flatMap((line) => splitSharedLine(line));
  return { lines: lines.map((line) => bodyLine(line, null)), beyond };
}

/** The lines of an HTML body with its clients' marks. */
export function linesOfHtml(laidOut: readonly HtmlLine[]): BodyLines {
  const head = laidOut.slice(0, MAX_BODY_LINES);
  const lines: BodyLine[] = [];
  for (let start = 0, end = 0; start < head.length; start = end) {
    const boxed = head[start]?.boxed;
    while (end < head.length && head[end]?.boxed === boxed) end += 1;
    const run = head.slice(start, end);
    lines.push(...(boxed === true ? openBox(run) : run.map(({ text, mark }) => bodyLine(text, mark))));
  }
  const beyond = laidOut.slice(MAX_BODY_LINES).map((line) => line.text);
  return { lines, beyond: beyond.join('\n') };
}

/**
 * Gmail's box holds the attribution, the quote and, when the writer answered inside it, their words: with a
 * blockquote in it, only what stands above the first blockquote and in blockquotes is quoted. A forward is all quote.
 */
function openBox(run: readonly HtmlLine[]): BodyLine[] {
  const firstQuote = run.findIndex(isBlockquote);
  const opening = run.find((line) => line.text !== '')?.text ?? '';
  const whole = firstQuote < 0 || readSeparator(opening) !== null;
  return run.map((line, index) => {
    const isQuoted = whole || index < firstQuote || isBlockquote(line);
    return bodyLine(line.text, isQuoted ? 'quote' : line.mark);
  });
}

/** QQ Mail leaves entities in its plain text. */
function bodyLine(original: string, mark: BodyLine['mark']): BodyLine {
  return { text: withoutInvisible(original).replaceAll('&nbsp;', ' '), original, mark };
}

function isBlockquote({ mark }: HtmlLine): boolean {
  return mark === 'quote' || mark === 'citation';
}

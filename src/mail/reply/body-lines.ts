import { type HtmlLine } from '../html/html-lines.js';
import { marksInBox } from './html-box.js';
import { withoutInvisible } from '../invisible.js';
import { splitSharedLine } from './shared-line.js';

/** A line of the body, with what the HTML says about it. */
export interface BodyLine {
  /** For the rules: `original` without invisible characters. */
  text: string;
  /** As in the mail. */
  original: string;
  mark: HtmlLine['mark'];
}

/** The lines examined, and the text beyond the limits. */
export interface BodyLines {
  lines: BodyLine[];
  /** Not examined; kept with the quoted text. */
  beyond: string;
}

/** Characters. What a person writes stays below 100,000; the rest is pasted logs and old threads. */
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

/** The lines of an HTML body with the marks of its client. */
export function linesOfHtml(laidOut: readonly HtmlLine[]): BodyLines {
  const head = laidOut.slice(0, MAX_BODY_LINES);
  const lines: BodyLine[] = [];
  for (let start = 0, end = 0; start < head.length; start = end) {
    const box = head[start]?.box ?? null;
    while (end < head.length && head[end]?.box === box) end += 1;
    const run = head.slice(start, end);
    const marks = box === null ? run.map(({ mark }) => mark) : marksInBox(run, box);
    lines.push(...run.map(({ text }, index) => bodyLine(text, marks[index] ?? null)));
  }
  const beyond = laidOut.slice(MAX_BODY_LINES).map((line) => line.text);
  return { lines, beyond: beyond.join('\n') };
}

/** QQ Mail leaves entities in its plain text. */
function bodyLine(original: string, mark: BodyLine['mark']): BodyLine {
  return { text: withoutInvisible(original).replaceAll('&nbsp;', ' '), original, mark };
}

import { layOutHtml } from '../html/html-lines.js';
import type { HtmlMark } from '../html/html-marks.js';
import { splitSharedLine } from './attribution.js';
import { readSeparator } from './separator.js';

/** A line of the body with what the HTML says about it. */
export interface BodyLine {
  text: string;
  mark: Exclude<HtmlMark, 'quote-or-thread'> | null;
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
  return { lines: lines.map((line) => ({ text: line, mark: null })), beyond };
}

/** The lines of an HTML body with its clients' marks. */
export function linesOfHtml(html: string): BodyLines {
  const laidOut = layOutHtml(html);
  const beyond = laidOut.slice(MAX_BODY_LINES).map((line) => line.text);
  const lines: BodyLine[] = [];
  let index = 0;
  while (index < Math.min(laidOut.length, MAX_BODY_LINES)) {
    let end = index;
    const inThread = laidOut[index]?.mark === 'quote-or-thread';
    while (
      end < laidOut.length &&
      end < MAX_BODY_LINES &&
      isThread(laidOut[end]?.mark, inThread) === inThread
    )
      end += 1;
    end = Math.max(end, index + 1);
    const run = laidOut.slice(index, end);
    lines.push(
      ...(inThread ? settleThread(run) : run.map(({ text, mark }) => ({ text, mark: plain(mark) }))),
    );
    index = end;
  }
  return { lines, beyond: beyond.join('\n') };
}

function isThread(mark: HtmlMark | null | undefined, inside: boolean): boolean {
  return mark === 'quote-or-thread' || (inside && mark === 'quote');
}

function plain(mark: HtmlMark | null): BodyLine['mark'] {
  return mark === 'quote-or-thread' ? 'quote' : mark;
}

/**
 * Gmail's box holds the attribution, the quote and, when the writer answered inside it, their words: with a
 * blockquote in it, only what stands above the first blockquote and in blockquotes is quoted. A forward is all quote.
 */
function settleThread(run: ReadonlyArray<{ text: string; mark: HtmlMark | null }>): BodyLine[] {
  const firstQuote = run.findIndex((line) => line.mark === 'quote');
  const opening = run.find((line) => line.text !== '')?.text ?? '';
  const whole = firstQuote < 0 || readSeparator(opening) !== null;
  return run.map(({ text, mark }, index) => ({
    text,
    mark: whole || index < firstQuote || mark === 'quote' ? 'quote' : null,
  }));
}

import {
  hasOpeningWord,
  isAttribution,
  isDashed,
  isOpening,
  MAX_ATTRIBUTION_LENGTH,
} from './attribution-line.js';

/** Gmail wraps at 78 columns; names and addresses make four lines of it, Polymail five. */
export const MAX_ATTRIBUTION_LINES = 5;

/** The second line of an attribution whose long name fills the first. */
const ADDRESS_FIRST = /^\s{0,4}<[^<>\s]{1,64}@/;
/** A line of name and address alone, which the date follows. */
const MAILBOX_ONLY = /^[^<>@:]{1,100}<[^<>\s]{1,64}@[^<>\s]{1,255}>,?\s*$/;

function mayStart(line: string, next: string): boolean {
  if (line.length > MAX_ATTRIBUTION_LENGTH || line.trim() === '') return false;
  return /[@<\p{Nd}]/u.test(line) || isDashed(line.trim()) || isOpening(line) || ADDRESS_FIRST.test(next);
}

function mayEnd(line: string, joined: string): boolean {
  return joined.includes('@') || /[:：_*-]\s*$/.test(line);
}

/**
 * How many of the lines from `at` on are one attribution ("On …, Ann <ann@example.com>\nwrote:"); 0 for none.
 * Date first, name first and verb first; wrapped over up to `MAX_ATTRIBUTION_LINES` lines.
 *
 * @param lines  without quote prefixes
 */
export function measureAttribution(lines: readonly string[], at: number): number {
  const first = lines[at] ?? '';
  if (!mayStart(first, lines[at + 1] ?? '')) return 0;
  let joined = '';
  let blanks = 0;
  for (let length = 1; length <= MAX_ATTRIBUTION_LINES; length += 1) {
    const line = lines[at + length - 1];
    if (line === undefined || joined.length + line.length > MAX_ATTRIBUTION_LENGTH) return 0;
    if (line.trim() === '') {
      blanks += 1;
      if (blanks > 1 || !/^\s*<\s*$/.test(lines[at + length] ?? '')) return 0;
    }
    joined = joined === '' ? line.trim() : `${joined} ${line.trim()}`;
    if (mayEnd(line, joined) && isAttribution(joined))
      return startsLater(lines, at + 1, at + length) ? 0 : length;
  }
  return 0;
}

/** True when a line below the first already starts an attribution with the same end: the first is prose then. */
function startsLater(lines: readonly string[], from: number, end: number): boolean {
  if (MAILBOX_ONLY.test(lines[from - 1] ?? '')) return false;
  for (let start = from; start < end; start += 1) {
    const rest = lines
      .slice(start, end)
      .map((line) => line.trim())
      .join(' ');
    if (isStronger(lines[start] ?? '', lines[from - 1] ?? '') && isAttribution(rest)) return true;
  }
  return false;
}

/** A line with an opening word starts an attribution rather than one with a date, and either rather than prose. */
function isStronger(line: string, first: string): boolean {
  return hasOpeningWord(line) || (isOpening(line) && !hasOpeningWord(first));
}

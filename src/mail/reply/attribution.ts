import {
  hasDate,
  hasDayAndClock,
  hasOpeningWord,
  isAttribution,
  isDashed,
  isOpening,
  isVerbless,
  isWrittenByProgram,
  MAX_ATTRIBUTION_LENGTH,
} from './attribution-line.js';
import { hasClock } from './day-and-clock.js';
import { lastWords } from './last-words.js';
import { isQuoteLine } from './quote-line.js';

/** Gmail wraps at 78 columns; long names and addresses fill four lines, in Polymail five. */
export const MAX_ATTRIBUTION_LINES = 5;

/** The second line of an attribution whose long name fills the first. */
const ADDRESS_FIRST = /^\s{0,4}<[^<>\s]{1,64}@/;
/** A line that starts with name and address, followed by the date. */
const MAILBOX_FIRST = /^[^<>@:]{1,100}<[^<>\s]{1,64}@[^<>\s]{1,255}>/;
/**
 * The end of a sentence; an attribution does not continue behind it. A full stop may also end an abbreviation, unless a
 * capital follows or the word is long. The only long abbreviations are Finnish months.
 */
const OVER = /[!?。！？]["'”’»)]{0,2}\s*$/u;
const FULL_STOP = /(?<!\p{L})\p{Ll}{3,40}\.["'”’»)]{0,2}\s*$/u;
const LONG_WORD =
  /(?<!\p{L})\p{Ll}{5,40}(?!k)\p{Ll}\.["'”’»)]{0,2}\s*$|^[^\p{N}]*\p{Ll}{5}\.["'”’»)]{0,2}\s*$/u;
const LOWER_OR_DIGIT = /^\s*[\p{Ll}\p{N}]/u;

function mayStart(line: string, next: string): boolean {
  if (line.length > MAX_ATTRIBUTION_LENGTH || line.trim() === '') return false;
  return /[@<\p{Nd}]/u.test(line) || isDashed(line.trim()) || isOpening(line) || ADDRESS_FIRST.test(next);
}

function mayEnd(line: string, joined: string): boolean {
  return joined.includes('@') || /[:：_*-]\s*$/.test(line);
}

/** French puts a space before the colon, where lines may wrap too. */
function colonBelow(lines: readonly string[], next: number): number {
  return /^\s*[:：]\s*$/.test(lines[next] ?? '') ? 1 : 0;
}

/** True if the address continues below, perhaps up to a `>` at the start of a line. */
function isBracketOpen(joined: string): boolean {
  return joined.split('<').length > joined.split('>').length;
}

function endsSentence(line: string, next: string): boolean {
  return OVER.test(line) || LONG_WORD.test(line) || (FULL_STOP.test(line) && !LOWER_OR_DIGIT.test(next));
}

/** Double-spaced mail has blank lines inside its attributions too. */
function goesOnBelowBlank(first: string, next: string): boolean {
  if (next.trim() === '') return false;
  return /^\s*<\s*$/.test(next) || MAILBOX_FIRST.test(first) || (isOpening(first) && hasClock(first));
}

/**
 * The number of lines from `at` on that form one attribution ("On …, Ann <ann@example.com>\nwrote:"); 0 for none. Date,
 * name or verb may come first; it may wrap over up to `MAX_ATTRIBUTION_LINES` lines.
 *
 * @param lines without quote prefixes
 * @param quotedBelow tells whether the first words after a line are quoted; then a person's own wording is enough
 */
export function measureAttribution(
  lines: readonly string[],
  at: number,
  quotedBelow: (line: number) => boolean = () => false,
): number {
  const first = lines[at] ?? '';
  if (!mayStart(first, lines[at + 1] ?? '')) return 0;
  let joined = '';
  let above = '';
  let blanks = 0;
  for (let length = 1; length <= MAX_ATTRIBUTION_LINES + blanks; length += 1) {
    const line = lines[at + length - 1];
    if (line === undefined || joined.length + line.length > MAX_ATTRIBUTION_LENGTH) return 0;
    if (line.trim() === '') {
      blanks += 1;
      if (blanks < MAX_ATTRIBUTION_LINES && goesOnBelowBlank(first, lines[at + length] ?? '')) continue;
      return 0;
    }
    if (endsSentence(above, line) || (isQuoteLine(line) && !isBracketOpen(joined))) return 0;
    above = line;
    joined = joined === '' ? line.trim() : `${joined} ${line.trim()}`;
    if (!mayEnd(line, joined) || (blanks > 0 && !joined.includes('@')) || !isAttribution(joined)) continue;
    if (!isIntroducing(lines, at, joined) && !quotedBelow(at + length - 1)) return 0;
    return startsLater(lines, at + 1, at + length) ? 0 : length + colonBelow(lines, at + length);
  }
  return 0;
}

/** The time of day to the second behind a date in ISO format. */
const LOGGED = /^\s*\[?\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d/;

/** Lines of a log or chat in which its previous entry is searched. */
const MAX_ENTRY_LINES = 8;

/**
 * True if a mail program wrote the line as an attribution. Without a verb it may be an entry of a log or chat that the
 * writer pasted: below a line that ends in a colon, or right below another entry.
 */
function isIntroducing(lines: readonly string[], at: number, joined: string): boolean {
  if (!isWrittenByProgram(joined)) return false;
  if (!isVerbless(joined)) return true;
  const isAnnounced = /[:：]\s*$/.test(lines[lastWords(lines, at)] ?? '');
  return !isAnnounced && !LOGGED.test(joined) && !isBelowEntry(lines, at);
}

function isBelowEntry(lines: readonly string[], at: number): boolean {
  const above = lines.slice(Math.max(0, at - MAX_ENTRY_LINES), at);
  const entries = above.slice(above.findLastIndex((line) => line.trim() === '') + 1);
  return entries.some((line) => isAttribution(line) && isVerbless(line));
}

/** True if a line below the first already starts an attribution with the same end; the first line is then prose. */
function startsLater(lines: readonly string[], from: number, end: number): boolean {
  const first = lines[from - 1] ?? '';
  for (let start = from; start < end; start += 1) {
    const rest = lines
      .slice(start, end)
      .map((line) => line.trim())
      .filter((line) => line !== '')
      .join(' ');
    if (MAILBOX_FIRST.test(first) && !rest.includes('@')) continue;
    if (isStronger(rest, first) && isAttribution(rest)) return true;
  }
  return false;
}

/**
 * An opening word is a stronger start than a date or a dated mailbox, and both are stronger than prose. So is a full
 * date below another one.
 */
function isStronger(rest: string, first: string): boolean {
  if (hasOpeningWord(rest) || (hasDate(first) && hasDayAndClock(rest))) return true;
  if (isOpening(rest)) return !hasOpeningWord(first);
  const isDated = isOpening(first) && hasDate(first);
  return !isDated && MAILBOX_FIRST.test(rest) && hasDate(rest);
}

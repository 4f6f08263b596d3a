import { ATTRIBUTION_WORDS } from './attribution-words.js';
import { alternatives } from './phrases.js';
import { isQuoteLine } from './quote-line.js';

/** Gmail wraps at 78 columns; names and addresses make four lines of it, Polymail five. */
export const MAX_ATTRIBUTION_LINES = 5;
/** Characters; the longest real one seen has 280. Longer lines are prose. */
const MAX_ATTRIBUTION_LENGTH = 400;

const words = Object.values(ATTRIBUTION_WORDS);
const OPENING = new RegExp(`^(?:${alternatives(words.flatMap((w) => w.openings))})(?=[\\s\\d,:،]|$)`, 'u');
const VERB = alternatives(words.flatMap((w) => w.verbs));
const VERB_AT_END = new RegExp(`(?<![\\p{L}\\p{N}])(?:${VERB})\\s*(?:\\([^()]{0,60}\\))?[\\s:：]*$`, 'iu');
const VERB_AT_END_CJK =
  /(?:のメッセージ|のメール|書きました|작성함?|님이 씀|写道|寫道|写到|撰写|撰寫)[\s:：]*$/u;
const VERB_INSIDE = new RegExp(`(?<![\\p{L}\\p{N}])(?:${VERB})(?![\\p{L}\\p{N}])`, 'iu');

const ADDRESS = /[^\s<>@()"]@[\p{L}\p{N}][\p{L}\p{N}-]*\.?|<\s*mailto:/u;
const ADDRESS_AT_END = /@[^\s@]{2,250}\s?[>)\]"]?\s*[>)\]]?$|<[^<>]{0,20}>$/u;
/** A year, a clock time or a whole numeric date: what clients write and prose rarely does. */
const DATE =
  /(?<!\d)(?:19|20)\d\d(?!\d)|(?<!\d)\d{1,2}[:.h]\d\d(?!\d)|(?<!\d)\d{1,2}[./-]\d{1,2}[./-]\d{2}(?!\d)/u;
const DATE_FIRST = /^(?:\p{L}{1,14}[.,]{0,2}\s{1,2}(?:(?:den|d\.)\s)?)?\(?\d{1,4}[\s.,:/\-年년日일]/u;
const YEAR_FIRST = /^\d{4}[/-]\d{1,2}[/-]\d{1,2}\s/;
const SENTENCE_END = /\p{Ll}{3}[.!?]\s+\p{Lu}/u;

/** The line without bidi controls, markup stars and the dashes some clients draw round it. */
function normalize(text: string): string {
  return text
    .replace(/[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, '')
    .replace(/\u00a0/g, ' ')
    .trim();
}

function isDashed(text: string): boolean {
  return /^[-_*]{2}/.test(text) && /[-_*]{2}$/.test(text);
}

/** True when the whole text is an attribution line, as joined by single spaces. */
export function isAttribution(joined: string): boolean {
  const whole = normalize(joined);
  if (whole.length < 6 || whole.length > MAX_ATTRIBUTION_LENGTH) return false;
  const dashed = isDashed(whole);
  const text = whole.replace(/^[-_*\s]+/, '').replace(/[-_*\s]+$/, '');
  const colon = dashed || /[:：]$/.test(text);
  const address = ADDRESS.test(text);
  const dated = DATE.test(text);
  // The verbs are the dear part: first what costs little.
  if (!colon && !(address && dated)) return false;
  const verbAtEnd = VERB_AT_END.test(text) || VERB_AT_END_CJK.test(text);
  if (dashed && verbAtEnd) return true;
  if (!dated) return verbAtEnd && endsWithAddress(text.replace(VERB_AT_END, ''));
  if (address) return verbAtEnd || withAddress(text, colon);
  return isOpening(text) && !SENTENCE_END.test(text) && (verbAtEnd || VERB_INSIDE.test(text));
}

function withAddress(text: string, colon: boolean): boolean {
  const bare = text.replace(/[\s:：]+$/, '');
  if (colon) return VERB_INSIDE.test(bare) || (isOpening(text) && endsWithAddress(bare));
  return YEAR_FIRST.test(text) && endsWithAddress(bare);
}

function endsWithAddress(text: string): boolean {
  return ADDRESS_AT_END.test(text.trim());
}

/** True when the line starts as an attribution does: with its opening word or its date. */
export function isOpening(text: string): boolean {
  const line = normalize(text).replace(/^[-_*\s]+/, '');
  return OPENING.test(line) || DATE_FIRST.test(line);
}

function mayStart(line: string): boolean {
  if (line.length > MAX_ATTRIBUTION_LENGTH) return false;
  return /[@<\d]/.test(line) || isDashed(line.trim()) || isOpening(line);
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
  if (!mayStart(first)) return 0;
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
  return OPENING.test(normalize(line)) || (isOpening(line) && !OPENING.test(normalize(first)));
}

const MAX_SHORT_ATTRIBUTION = 160;

/**
 * A line that is an attribution if a quote follows it: a name and a verb ("Ann Lee wrote:"), a verb with a date
 * ("Ann Lee schrieb am 03.03.2026:"), or an address ("Quoting Ann <ann@example.com>:").
 */
export function isShortAttribution(line: string): boolean {
  const text = normalize(line);
  if (text.length > MAX_SHORT_ATTRIBUTION || !/[:：]$/.test(text)) return false;
  if (VERB_AT_END.test(text) && text.split(/\s+/).length <= 7) return true;
  if (DATE.test(text)) return VERB_INSIDE.test(text) || ADDRESS.test(text);
  return OPENING.test(text) && ADDRESS.test(text);
}

const SHARED_LINE = /(?<=^|\s)On\s(?=[^@]{6,120}@)[^@]{6,120}@[^\s@]{3,120}\s{0,2}wrote:/;
/** Longer lines are not searched for an attribution in their midst. */
const MAX_SHARED_LINE = 2_000;

/** Cuts a line such as "Yes. On 1/2/13, Ann <ann@example.com> wrote: Hi" into its three lines. */
export function splitSharedLine(line: string): string[] {
  if (line.length > MAX_SHARED_LINE || !line.includes('wrote:') || isQuoteLine(line)) return [line];
  const found = SHARED_LINE.exec(line);
  if (found === null || !DATE.test(found[0])) return [line];
  const end = found.index + found[0].length;
  const parts = [line.slice(0, found.index), found[0], line.slice(end)];
  return parts.filter((part, index) => index === 1 || part.trim() !== '');
}

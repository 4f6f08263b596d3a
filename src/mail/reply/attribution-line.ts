import { trimEnd } from '../text.js';
import { ATTRIBUTION_OPENING, ATTRIBUTION_VERB as VERB } from './attribution-words.js';
import { isByProgram } from './by-program.js';
import { hasClock, hasDay } from './day-and-clock.js';
import { withoutInvisible } from '../invisible.js';

/** Characters; the longest real one has 280. Longer lines are prose. */
export const MAX_ATTRIBUTION_LENGTH = 400;

const OPENING = new RegExp(`^(?:${ATTRIBUTION_OPENING})(?=[\\s\\d,:،]|$)`, 'u');
const VERB_AT_END = new RegExp(`(?<![\\p{L}\\p{N}])(?:${VERB})\\s*(?:\\([^()]{0,60}\\))?[\\s:：՝៖]*$`, 'iu');
const VERB_AT_END_CJK =
  /(?:のメッセージ|のメール|書きました|작성함?|님이 씀|写道|寫道|写到|撰写|撰寫)[\s:：]*$/u;
/**
 * The verb is followed by a name and an address, not by more of a sentence ("On 3 May 2026 I wrote about the lamp").
 */
const VERB_BEFORE_NAME = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${VERB})(?:\\s+(?:[^\\p{Ll}\\s]\\S*|van|von|de|den|der|del|di|da)){1,8}$`,
  'u',
);
const VERB_INSIDE = new RegExp(`(?<![\\p{L}\\p{N}])(?:${VERB})(?![\\p{L}\\p{N}])`, 'iu');

/** Armenian and Khmer have their own colons. */
const COLON_AT_END = /[:：՝៖]$/u;

const ADDRESS = /[^\s<>@()"]@[\p{L}\p{N}][\p{L}\p{N}-]*\.?|<\s*mailto:/u;
const ADDRESS_AT_END = /@[^\s@]{2,250}\s?[>)\]"]?\s*[>)\]]?$|<[^<>]{0,20}>$/u;
/** A year, a clock time or a full numeric date: usual in clients' lines, rare in prose. */
const DATE =
  /(?<!\d)(?:19|20)\d\d(?!\d)|(?<!\d)\d{1,2}[:.h]\d\d(?!\d)|(?<!\d)\d{1,2}[./-]\d{1,2}[./-]\d{2}(?!\d)/u;
/** Within the first three words: an attribution starts with its date. */
const EARLY_NUMBER = /^(?:\S{1,40}\s{1,3}){0,2}\S{0,40}\d/u;
const BRACKETED_ADDRESS = /<[^<>\s]{1,64}@[^<>\s]{1,255}>/u;
/** `>>> Ann Lee <ann@example.com> 3/3/2026 9:00 AM >>>` */
const ARROWED = /^>>>\s.{0,300}\s>>>\s*$/;
const DATE_FIRST = /^(?:[\p{L}\p{M}]{1,14}[.,]{0,2}\s{1,2}(?:(?:den|d\.)\s)?)?\(?\d{1,4}[\s.,:/\-年년日일]/u;
const YEAR_FIRST = /^\d{4}[/-]\d{1,2}[/-]\d{1,2}\s/;
/** A full stop behind a word that is not a title or a shortened day or month. */
const SENTENCE_END =
  /(?<=\p{Ll}{3})(?<!(?<!\p{L})(?:Prof|Dipl|Univ|Priv|Capt|Corp|Dept|Inst|Assoc|Asst|Tues|Thurs|Sept))[.!?]\s+\p{Lu}/u;

/** The line as a reader sees it, with plain spaces and ASCII digits. */
function normalize(text: string): string {
  return withoutInvisible(text)
    .replace(/[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u09e6-\u09ef]/g, asciiDigit)
    .replace(/[\u00a0\u202f]/g, ' ')
    .trim();
}

/** The zeros of Arabic, Persian, Devanagari and Bengali digits have codes ending in 0 or 6. */
function asciiDigit(digit: string): string {
  const code = digit.charCodeAt(0);
  return String((code - (code >= 0x0966 ? 6 : 0)) & 0xf);
}

/** True if the text holds a year or numeric date, and a clock time. */
export function hasDayAndClock(text: string): boolean {
  const line = normalize(text);
  return hasDay(line) && hasClock(line);
}

/** True if a mail program wrote the attribution, not a person who cites. */
export function isWrittenByProgram(joined: string): boolean {
  const text = normalize(joined);
  return isDashed(text) || isByProgram(text);
}

/** True if the line is surrounded by dashes, stars or underscores, as Zoho does. */
export function isDashed(text: string): boolean {
  return /^[-_*]{2}/.test(text) && /[-_*]{2}$/.test(text);
}

/** True if the whole text, joined by single spaces, is an attribution line. */
export function isAttribution(joined: string): boolean {
  const whole = normalize(joined);
  if (whole.length < 6 || whole.length > MAX_ATTRIBUTION_LENGTH) return false;
  const dashed = isDashed(whole);
  const text = trimEnd(whole.replace(/^[-_*\s]+/, ''), /[-_*\s]/);
  const colon = dashed || COLON_AT_END.test(text);
  const address = ADDRESS.test(text);
  const dated = DATE.test(text);
  // The verbs are expensive, so the cheap tests come first.
  if (!colon && !(address && dated)) return false;
  const verbAtEnd = VERB_AT_END.test(text) || VERB_AT_END_CJK.test(text);
  if (dashed && verbAtEnd) return true;
  if (!dated) return verbAtEnd && endsWithAddress(text.replace(VERB_AT_END, ''));
  if (address) return verbAtEnd || withAddress(text, colon);
  return isOpening(text) && !SENTENCE_END.test(text) && (verbAtEnd || VERB_INSIDE.test(text));
}

function withAddress(text: string, colon: boolean): boolean {
  const bare = trimEnd(text, /[\s:：՝៖]/);
  if (colon) {
    return isDatedMailbox(text) || VERB_INSIDE.test(bare) || (isOpening(text) && endsWithAddress(bare));
  }
  return YEAR_FIRST.test(text) && endsWithAddress(bare);
}

/** A day with its year, a clock time and a mailbox: together they introduce a mail in any language. */
function isDatedMailbox(text: string): boolean {
  if (text.startsWith('[') || (!isOpening(text) && !EARLY_NUMBER.test(text))) return false;
  return hasDay(text) && hasClock(text) && BRACKETED_ADDRESS.test(text) && !SENTENCE_END.test(text);
}

function endsWithAddress(text: string): boolean {
  return ADDRESS_AT_END.test(text.trim());
}

/** True if the text holds a year, a clock time or a full numeric date. */
export function hasDate(text: string): boolean {
  return DATE.test(text);
}

/** True for the line that Novell GroupWise puts above an answered mail; elsewhere such arrows quote. */
export function isArrowedAttribution(line: string): boolean {
  return ARROWED.test(line) && ADDRESS.test(line) && hasDate(line);
}

/** True if neither an opening word nor a verb says that somebody wrote ("3 Mar 2026 09:00 Ann <ann@example.com>:"). */
export function isVerbless(joined: string): boolean {
  const text = normalize(joined);
  return !OPENING.test(text) && !VERB_INSIDE.test(text) && !VERB_AT_END_CJK.test(text);
}

/** True if the line starts with a word that opens attributions. */
export function hasOpeningWord(text: string): boolean {
  return OPENING.test(normalize(text));
}

/** True if the line starts like an attribution: with an opening word or a date. */
export function isOpening(text: string): boolean {
  const line = normalize(text).replace(/^[-_*\s]+/, '');
  return OPENING.test(line) || DATE_FIRST.test(line);
}

/** Written by web mail programs above a quote instead of a sentence ("Quoting Ann Lee:"); a name has a capital. */
const QUOTING = /^(?:Quoting|Zitat von|Citando(?: a)?|Quotando|Citation de)\s+["'<]?[\p{Lu}\p{Lo}]/u;

function endsInWriter(text: string): boolean {
  return VERB_AT_END.test(text) || VERB_BEFORE_NAME.test(text);
}

const MAX_SHORT_ATTRIBUTION = 160;

/**
 * True for a line that is an attribution if a quote follows it: a name and a verb ("Ann Lee wrote:"), a verb with a
 * date ("Ann Lee schrieb am 03.03.2026:"), an address ("Quoting Ann <ann@example.com>:"), or an address with day and
 * time.
 */
export function isShortAttribution(line: string): boolean {
  const text = normalize(line);
  if (text.length > MAX_SHORT_ATTRIBUTION) return false;
  if (ADDRESS.test(text) && hasDay(text) && hasClock(text) && !SENTENCE_END.test(text)) return true;
  if (!COLON_AT_END.test(text)) {
    if (!isOpening(text) || !DATE.test(text) || SENTENCE_END.test(text)) return false;
    return endsInWriter(text) || (QUOTING.test(text) && hasDay(text) && hasClock(text));
  }
  if (VERB_AT_END.test(text) && text.split(/\s+/).length <= 7) return true;
  if (DATE.test(text)) return VERB_INSIDE.test(text) || ADDRESS.test(text);
  return QUOTING.test(text) || (OPENING.test(text) && ADDRESS.test(text));
}

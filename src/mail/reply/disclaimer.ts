import { readClosing } from './closing.js';
import {
  LEGAL_WORDING,
  MARKS,
  NOTICE_WORDS,
  OWN_VOICE,
  PRINTING,
  SECRET,
  SMALL_PRINT,
} from './disclaimer-words.js';
import { isGreeting } from './greeting.js';
import { lastWords } from './last-words.js';
import { looksLikeDelimiter } from './signature-delimiter.js';

/** Notes of virus scanners below a mail: a sentence, with the product's address on the next lines. */
const SCANNED =
  /^[\s*_"']{0,8}(?:virus-free|virenfrei|sans virus|libre de virus|senza virus|virusvrij|livre de vírus)(?![\p{L}-])|^.{0,80}(?:checked|scanned|geprüft|gescannt|analysé|comprobado|analizado|controllat|gecontroleerd|verificado|sprawdzon).{0,60}(?:virus|viren|wirus|malware)|(?:viren|virus) (?:geprüft|gecontroleerd)/iu;

const pattern = (source: string): RegExp => new RegExp(source, 'iu');
const wordOf = (source: string, flags: string): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}])(?:${source})(?![\\p{L}\\p{N}])`, flags);

const LANGUAGES = Object.entries(NOTICE_WORDS).map(([language, { opening, self }]) => ({
  opening: pattern(`^[\\s*_"'=-]{0,8}(?:${opening})`),
  // English "I" is a roman numeral in small letters
  self: wordOf(self, language === 'en' ? 'u' : 'iu'),
}));
const SIGNS = MARKS.map(pattern);
const CONFIDENTIAL = pattern(SECRET);
const LEGAL = pattern(LEGAL_WORDING);
const PRINTED = PRINTING.map(pattern);
const SMALL = pattern(SMALL_PRINT);
const OWN = wordOf(OWN_VOICE, 'u');
/** A person writing about a mail: "The message you sent is confidential." */
const PERSONAL =
  /^[\s*_"'=-]{0,8}(?:this|the) \S{1,14} (?:that |which )?(?:you|I|we) (?:sent|wrote|got|forwarded)\s/iu;
const QUESTION = /[?？]\s*$/u;
const SENTENCE_END = /[.!?。！？…][\s*_"'”’)]*$/u;
/** A link, a mailbox, a telephone number, a picture: what a sentence without a full stop does not hold. */
const DATA = /[|@®©•]|https?:|www\.|\d[\d\s()/.-]{4,}|^\s*[[<]/iu;
const SMALL_WORD = /^\p{Ll}{1,3}$/u;
const COURTESY =
  /^\s*(?:thank|vielen dank|danke|merci|gracias|grazie|obrigad|dank|tack|takk|tak|kiitos|dziękuj|děkuj|спасибо)/iu;
/** Lines from the first such paragraph to the end of the mail. */
const MAX_LINES = 60;
const MAX_LINE = 4_000;
const MAX_SCANNER_LINES = 6;
const MAX_SCANNER_LINE = 300;
const MIN_SIGNS = 2;
/** Lines between a closing and the notice below the signature. */
const MAX_SIGNATURE_LINES = 12;
const MAX_COURTESY = 80;

/**
 * Where the confidentiality notices at the end start; `end` if there are none. All paragraphs below the first one are
 * notices or small print, and what stays above says more than a greeting.
 */
export function findDisclaimer(lines: readonly string[], end: number): number {
  const first = Math.max(1, end - MAX_LINES);
  let found = end;
  for (let at = end - 1; at >= first; at -= 1) {
    if (!opensParagraph(lines, at)) continue;
    if (isScannerNote(lines, at, end) || isNotice(lines, at, end)) found = at;
    else if (!isSmallPrint(paragraph(lines, at, end))) break;
  }
  return found < end && isGreetingOnly(lines, found) ? end : found;
}

function opensParagraph(lines: readonly string[], at: number): boolean {
  return isWorded(lines[at]) && !isWorded(lines[at - 1]);
}

function isWorded(line = ''): boolean {
  return /[\p{L}\p{N}]/u.test(line);
}

/**
 * Two marks make a notice ("confidential", "intended solely for"), or "confidential" in the wording of lawyers or below a
 * signature. One alone is a person's sentence: "This message is confidential, your driver insulted me."
 */
function isNotice(lines: readonly string[], at: number, end: number): boolean {
  const line = lines[at] ?? '';
  const languages = LANGUAGES.filter(({ opening }) => opening.test(line));
  if (languages.length === 0 || PERSONAL.test(line)) return false;
  const notice = paragraph(lines, at, end);
  if (QUESTION.test(notice) || languages.every(({ self }) => self.test(notice))) return false;
  if (PRINTED.every((words) => words.test(notice))) return true;
  const signs = SIGNS.filter((sign) => sign.test(notice)).length;
  if (signs >= MIN_SIGNS) return true;
  return CONFIDENTIAL.test(notice) && (LEGAL.test(notice) || isBelowSignature(lines, at));
}

function isBelowSignature(lines: readonly string[], at: number): boolean {
  if (looksLikeDelimiter(lines[lastWords(lines, at)] ?? '')) return true;
  return lines.slice(Math.max(0, at - MAX_SIGNATURE_LINES), at).some((line) => readClosing(line) !== null);
}

/** True for a paragraph that may stand below a notice: more of it, the company's data, "Thank you." */
function isSmallPrint(text: string): boolean {
  if (PRINTED.every((words) => words.test(text))) return true;
  if (QUESTION.test(text) || OWN.test(text)) return false;
  if (SIGNS.some((sign) => sign.test(text)) || SMALL.test(text) || /https?:|www\./i.test(text)) return true;
  if (COURTESY.test(text) && text.length <= MAX_COURTESY) return true;
  return !SENTENCE_END.test(text) && (DATA.test(text) || isTitle(text));
}

/** "Example Ltd, Head of Sales" */
function isTitle(text: string): boolean {
  const words = text.replace(/[*_]/g, '').trim().split(/\s+/);
  return /\p{Lu}/u.test(text) && words.every((word) => !/^\p{Ll}/u.test(word) || SMALL_WORD.test(word));
}

function isGreetingOnly(lines: readonly string[], end: number): boolean {
  const above = lines.slice(0, end).filter(isWorded);
  return above.length === 1 && isGreeting(above[0] ?? '');
}

/** The last paragraph, of a few lines, with a link: people who write about a virus give none. */
function isScannerNote(lines: readonly string[], at: number, end: number): boolean {
  const first = /^\s*<https?:\S+>\s*$/.test(lines[at] ?? '') ? at + 1 : at;
  const note = lines[first] ?? '';
  if (end - at > MAX_SCANNER_LINES || note.length > MAX_SCANNER_LINE) return false;
  return SCANNED.test(note) && lines.slice(at, end).some((line) => /https?:|www\./i.test(line));
}

function paragraph(lines: readonly string[], start: number, end: number): string {
  let stop = start;
  while (stop < end && (lines[stop] ?? '').trim() !== '') stop += 1;
  // A heading ("Confidentiality notice") may be a paragraph of its own.
  if (stop === start + 1 && !/[.?？。]\s*$/.test(lines[start] ?? ''))
    while (stop < end && (stop === start + 1 || (lines[stop] ?? '').trim() !== '')) stop += 1;
  return lines.slice(start, stop).join(' ').slice(0, MAX_LINE);
}

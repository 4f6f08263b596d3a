import { readClosing } from './closing.js';
import { findDisclaimer } from './disclaimer.js';
import { isMobileSignature } from './mobile-signature.js';

/** `-- ` of RFC 3676 §4.3, and what people and clients make of it. */
const DELIMITER = /^\s{0,12}(?:--|__|—|–|―)[\s\u00a0]*$/;
const UNDERSCORES = /^\s{0,12}_{3,}\s*$/;
/** Also drawn between paragraphs, so what stands below must look like a signature. */
const RULE = /^\s{0,12}(?:-{3,}|={3,}|\*{3,}|~{3,}|#{3,}|\+{3,}|[-_=]{3,})\s*$/;
/** A list item, or a sentence of at least four words. */
const PROSE = /^\s*(?:[-*•]|\d{1,3}[.)])\s|^\s*\S+(?:\s+\S+){3,}[.!?]\s*$/;
const MAX_RULE_SIGNATURE_LINES = 12;
const MAX_RULE_SIGNATURE_LINE = 80;

const DASH_NAME =
  /^\s{0,12}[-–—~―]{1,2}\s?[\p{L}][\p{L}\p{M}.'’-]{0,30}(?:\s[\p{L}][\p{L}\p{M}.'’-]{0,30}){0,2}[\s.!]*$/u;
const DASH_ITEM = /^\s*[-–—*•~]/u;

const MAX_SIGNATURE_LINES = 10;
const MAX_SIGNATURE_LINE = 90;
const MAX_NAME_LINE = 50;

/** Phone, web or mail address, with a short label: what stands alone on a line of a visiting card. */
const CONTACT =
  /^(?:\p{L}[\p{L} .-]{0,14}[.:]?\s{0,3})?(?:[+(]?\d[\d\s()./+-]{5,24}(?:\s?(?:x|ext\.?)\s?\d{1,6})?|<?(?:https?:\/\/|www\.)\S{3,120}>?|<?[^\s@<>]{1,64}@[^\s@<>]{3,120}>?)$/iu;
const CARD_NAME = /^[\p{Lu}\p{Lo}][\p{L}\p{M}.'’-]*(?:,?\s[\p{Lu}\p{Lo}(][\p{L}\p{M}.'’()-]*){1,4}$/u;

/**
 * Where the signature starts in a run of the writer's own lines; the number of lines when there is none.
 * Delimiters first, then upwards from the end: confidentiality notices, mobile lines, a dash and a name, a closing
 * phrase with a name, a visiting card. The last two are guesses: a mail that draws the line itself is believed, and
 * its "Regards, Ann" above the delimiter belongs to the words (RFC 3676 §4.3).
 *
 * @param delimited  the mail draws the line in another run
 * @returns 0 when all is signature: the caller decides what that means
 */
export function findSignatureStart(lines: readonly string[], delimited = false): number {
  const steps = delimited || hasDelimiter(lines) ? CERTAIN : [...CERTAIN, ...GUESSES];
  let start = findDelimiter(lines);
  for (let pass = 0; pass < MAX_PASSES; pass += 1) {
    const moved = Math.min(...steps.map((find) => find(lines, start)));
    if (moved >= start) break;
    start = moved;
  }
  return start;
}

/** True when one of the lines is a signature delimiter. */
export function hasDelimiter(lines: readonly string[]): boolean {
  return lines.some((line) => DELIMITER.test(line));
}

function findDelimiter(lines: readonly string[]): number {
  const at = lines.findIndex((line) => DELIMITER.test(line) || UNDERSCORES.test(line));
  const rule = lines.findIndex((line, index) => RULE.test(line) && isRuleSignature(lines, index));
  return Math.min(at < 0 ? lines.length : at, rule < 0 ? lines.length : rule);
}

function isRuleSignature(lines: readonly string[], at: number): boolean {
  if (lines.length - at > 60) return false;
  const below = lines.slice(at + 1).filter((line) => line.trim() !== '');
  if (below.length === 0 || below.length > MAX_RULE_SIGNATURE_LINES) return false;
  if (lines.slice(0, at).some((line) => RULE.test(line))) return false;
  return below.every(
    (line) => line.length <= MAX_RULE_SIGNATURE_LINE && !RULE.test(line) && !PROSE.test(line),
  );
}

function lastWords(lines: readonly string[], before: number): number {
  let at = before - 1;
  while (at >= 0 && (lines[at] ?? '').trim() === '') at -= 1;
  return at;
}

/** Mobile lines at the end, with the name right above them when it is a paragraph of its own. */
function findMobile(lines: readonly string[], end: number): number {
  let start = end;
  for (
    let at = lastWords(lines, end);
    at >= 0 && isMobileSignature(lines[at] ?? '');
    at = lastWords(lines, at)
  )
    start = at;
  if (start === end) return end;
  const above = start - 1;
  const alone = above === 0 || (lines[above - 1] ?? '').trim() === '';
  return above >= 0 && alone && CARD_NAME.test((lines[above] ?? '').trim()) && above > 0 ? above : start;
}

function findDashName(lines: readonly string[], end: number): number {
  let at = lastWords(lines, end);
  for (let seen = 0; at > 0 && seen < 4; seen += 1, at = lastWords(lines, at)) {
    const line = lines[at] ?? '';
    if (DASH_NAME.test(line)) {
      const above = lines[lastWords(lines, at)] ?? '';
      return DASH_ITEM.test(above) || /:\s*$/.test(above) ? end : at;
    }
    if (line.length > MAX_NAME_LINE || /[.?!]\s*$/.test(line)) return end;
  }
  return end;
}

function findClosing(lines: readonly string[], end: number): number {
  let below: string[] = [];
  for (
    let at = lastWords(lines, end);
    at >= 0 && below.length <= MAX_SIGNATURE_LINES;
    at = lastWords(lines, at)
  ) {
    const line = lines[at] ?? '';
    const closing = readClosing(line);
    if (closing !== null && closes(closing.formal, closing.named, below)) {
      return !closing.formal && isGreetingOnly(lines, at) ? end : at;
    }
    if (line.length > MAX_SIGNATURE_LINE || /[?]\s*$/.test(line)) return end;
    below = [line, ...below];
  }
  return end;
}

/** "Hi Bob, / Thanks! / Ann": the thanks are the message. */
function isGreetingOnly(lines: readonly string[], end: number): boolean {
  const at = lastWords(lines, end);
  return at < 0 || (lastWords(lines, at) < 0 && /[,،，]\s*$/.test(lines[at] ?? ''));
}

function closes(formal: boolean, named: boolean, below: readonly string[]): boolean {
  const name = below[0]?.trim() ?? '';
  if (name === '') return formal || named;
  const nameLike =
    name.length <= MAX_NAME_LINE &&
    name.split(/\s+/).length <= 4 &&
    !/[.?!:]$/.test(name.replace(/\b\p{Lu}\.$/u, ''));
  return nameLike && (formal || below.length <= 6);
}

/** A last paragraph that is a visiting card: a name, short lines, at least two of them nothing but contact data. */
function findCard(lines: readonly string[], end: number): number {
  const last = lastWords(lines, end);
  let first = last;
  while (first > 0 && (lines[first - 1] ?? '').trim() !== '' && last - first < MAX_SIGNATURE_LINES)
    first -= 1;
  if (first <= 0 || last - first < 1 || last - first >= MAX_SIGNATURE_LINES) return end;
  const card = lines.slice(first, last + 1).map((line) => line.trim());
  const contacts = card.filter((line) => CONTACT.test(line)).length;
  const short = card.every((line) => line.length <= 70 && !/[.!?,;]$/.test(line));
  return short && contacts >= 2 && CARD_NAME.test(card[0] ?? '') ? first : end;
}

/** Closing, name, card and mobile line may follow each other; six steps take the longest chain seen, and two more. */
const MAX_PASSES = 6;
const CERTAIN = [findDisclaimer, findMobile, findDashName];
const GUESSES = [findClosing, findCard];

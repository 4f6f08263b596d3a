import { findClosing } from './closing.js';
import { findDisclaimer } from './disclaimer.js';
import { lastWords } from './last-words.js';
import { isBareMobileSignature, isMobileSignature } from './mobile-signature.js';
import { Sender } from './sender.js';
import { findDelimiter, hasDelimiter, looksLikeDelimiter } from './signature-delimiter.js';
import { findCard, isPersonLine } from './visiting-card.js';

const WORD = "[\\p{L}\\p{M}.'’-]{0,30}";
/** A dash and one word, or a dash and a name of up to four; in Sweden a slash. */
const DASH_NAME = new RegExp(
  `^\\s{0,12}(?:[-–—~―]{1,2}\\s?|\\/{1,2}(?=\\p{Lu}))(?:\\p{L}${WORD}|\\p{Lu}${WORD}(?:\\s(?:\\p{Lu}${WORD}|de|del|da|di|la|le|van|von|der|den)){1,3})[\\s.!]*$`,
  'u',
);
/** Right below a sentence, "- Red" answers it. */
const LIST_ITEM = /^\s*-\s/;
const DASH_ITEM = /^\s*[-–—*•~]/u;
const LINK = /^\s{0,12}<?https?:\S+\s*$/i;
/** Lines below a dash and a name: a job, a company, an address. */
const MAX_LINES_BELOW_NAME = 3;
const MAX_LINE_BELOW_NAME = 50;

/** Closing, name, card and mobile line may follow each other; the longest real chain has four. */
const MAX_PASSES = 6;
const CERTAIN = [findDisclaimer, findMobile, findDashName];
const GUESSES = [findClosing, findCard];

/**
 * Where the signature starts in a run of the writer's own lines; the number of lines if there is none. It looks for
 * delimiters first, then upwards from the end for confidentiality notices, mobile lines, a dash and a name, a closing
 * phrase with a name, and a visiting card. The last two are guesses, not made in a mail with a delimiter: its "Regards,
 * Ann" above the delimiter belongs to the words (RFC 3676 §4.3).
 *
 * @param delimited the mail has a delimiter, in this run or in another one
 * @param sender tells the writer's name from other words
 * @returns 0 if everything is signature: the caller decides what that means
 */
export function findSignatureStart(
  lines: readonly string[],
  delimited = hasDelimiter(lines),
  sender = new Sender([]),
): number {
  const steps = delimited ? CERTAIN : [...CERTAIN, ...GUESSES];
  let start = findDelimiter(lines);
  for (let pass = 0; pass < MAX_PASSES; pass += 1) {
    const moved = Math.min(...steps.map((find) => find(lines, start, sender)));
    if (moved >= start) break;
    start = moved;
  }
  const above = lastWords(lines, start);
  return start < lines.length && looksLikeDelimiter(lines[above] ?? '') ? above : start;
}

/** Mobile lines at the end, with their links, and the writer's name right above them in a paragraph of its own. */
function findMobile(lines: readonly string[], end: number, sender: Sender): number {
  let start = end;
  let at = lastWords(lines, end);
  for (let line = aboveLink(lines, at); line >= 0 && isMobileLine(lines, line); line = aboveLink(lines, at)) {
    start = line;
    at = lastWords(lines, line);
  }
  const name = start - 1;
  const alone = name > 0 && (lines[name - 1] ?? '').trim() === '';
  return start < end && alone && isOwnName(lines[name] ?? '', sender) ? name : start;
}

function isOwnName(line: string, sender: Sender): boolean {
  return isPersonLine(line) && (sender.isUnknown || sender.isNamedIn(line));
}

/** If the last line is only a link, the line above it; otherwise the last line. */
function aboveLink(lines: readonly string[], at: number): number {
  return LINK.test(lines[at] ?? '') ? at - 1 : at;
}

/** True for a mobile line that begins a paragraph, follows another one, or has no marks of a sentence. */
function isMobileLine(lines: readonly string[], at: number): boolean {
  const line = lines[at] ?? '';
  const above = lines[at - 1] ?? '';
  const apart = above.trim() === '' || isMobileSignature(above);
  return apart ? isMobileSignature(line) : isBareMobileSignature(line);
}

function findDashName(lines: readonly string[], end: number): number {
  let at = lastWords(lines, end);
  for (let below = 0; at > 0 && below <= MAX_LINES_BELOW_NAME; below += 1, at = lastWords(lines, at)) {
    const line = lines[at] ?? '';
    if (DASH_NAME.test(line)) {
      const above = lines[lastWords(lines, at)] ?? '';
      if (LIST_ITEM.test(line) && (lines[at - 1] ?? '').trim() !== '') return end;
      return DASH_ITEM.test(above) || /:\s*$/.test(above) ? end : at;
    }
    if (line.length > MAX_LINE_BELOW_NAME || /[.?!]\s*$/.test(line)) return end;
  }
  return end;
}

import { readClosing } from './closing.js';
import { isMobileSignature } from './mobile-signature.js';
import { isContactLine, isPersonLine } from './visiting-card.js';

/** RFC 3676 §4.3: nobody types the space, so it draws the line whatever stands below. */
const STANDARD_DELIMITER = /^\s{0,12}--[ \u00a0]$/;
/** What people and clients make of it, and also draw between paragraphs; the last is the tracking mark of Streak. */
const DELIMITER = /^\s{0,12}\*?(?:[-–—―]{2}|__|[–—―]|\u1427)\*?[\s\u00a0]*$/;
/** Drawn by mailing lists above their footer. */
const UNDERSCORES = /^\s{0,12}_{3,}\s*$/;
/** Also drawn between paragraphs and below headings, so what stands below must look like a signature. */
const RULE = /^\s{0,12}(?:-{3,}|={3,}|\*{3,}|~{3,}|#{3,}|\+{3,}|[-_=]{3,}|[━─―]{3,}|[＊＝－]{3,})\s*$/;
/** A list item, or a sentence of at least four words. */
const PROSE = /^\s*(?:[-*•]|\d{1,3}[.)])\s|^\s*\S+(?:\s+\S+){3,}[.!?]\s*$/;
/** What stands alone below a rule when somebody signs with it: one word with a capital. */
const FIRST_NAME = /^\s*\p{Lu}[\p{L}\p{M}.'’-]{1,30}\s*$/u;
const MAX_RULE_SIGNATURE_LINES = 12;
/** A list's footer has three to six lines, a company's notice up to twenty. */
const MAX_FOOTER_LINES = 20;
const MAX_RULE_SIGNATURE_LINE = 80;
/** Blank lines and all. */
const MAX_LINES_BELOW_RULE = 60;

/** What a signature has and a sentence to the reader has not. */
const CONTACT_DATA = /@|https?:|www\.|\d[\d ()/.-]{6,}\d/i;

/** True for a line that divides, if a signature stands below. */
export function looksLikeDelimiter(line: string): boolean {
  return DELIMITER.test(line);
}

/** True when one of the lines is a signature delimiter. */
export function hasDelimiter(lines: readonly string[]): boolean {
  return lines.some((_, at) => isDelimiter(lines, at));
}

/** The first line that divides the words from a signature below; the number of lines when there is none. */
export function findDelimiter(lines: readonly string[]): number {
  const at = lines.findIndex(
    (line, index) => isDelimiter(lines, index) || (UNDERSCORES.test(line) && isFooterBelow(lines, index)),
  );
  const rule = lines.findIndex((line) => RULE.test(line));
  const found = rule >= 0 && isSignatureBelow(lines, rule) ? rule : lines.length;
  return at < 0 ? found : Math.min(at, found);
}

function isDelimiter(lines: readonly string[], at: number): boolean {
  const line = lines[at] ?? '';
  return STANDARD_DELIMITER.test(line) || (DELIMITER.test(line) && !isSpeechBelow(lines, at));
}

/** True when the words go on below a drawn line: with a sentence, and without the data of a signature or footer. */
function isSpeechBelow(lines: readonly string[], drawn: number): boolean {
  const below = lines.slice(drawn + 1, drawn + 1 + MAX_LINES_BELOW_RULE).filter((line) => line.trim() !== '');
  if (below.some((line) => CONTACT_DATA.test(line) || isMobileSignature(line))) return false;
  const isDrawnAgain = below.some((line) => DELIMITER.test(line) || UNDERSCORES.test(line));
  const said = isDrawnAgain ? below : below.slice(0, 1);
  return said.some((line) => PROSE.test(line)) || below.some((line) => /[?？]\s*$/.test(line));
}

function isFooterBelow(lines: readonly string[], underscores: number): boolean {
  if (lines.length - underscores > MAX_LINES_BELOW_RULE) return false;
  const below = lines.slice(underscores + 1).filter((line) => line.trim() !== '');
  if (below.length > MAX_FOOTER_LINES) return false;
  const isMotto = below.length === 1 && lines.filter((line) => UNDERSCORES.test(line)).length === 1;
  if (!isMotto && isSpeechBelow(lines, underscores)) return false;
  return !below.some((line) => /[?？]\s*$/.test(line));
}

function isSignatureBelow(lines: readonly string[], rule: number): boolean {
  if (lines.length - rule > MAX_LINES_BELOW_RULE) return false;
  const below = lines.slice(rule + 1).filter((line) => line.trim() !== '');
  if (RULE.test(below.at(-1) ?? '')) below.pop();
  if (below.length > MAX_RULE_SIGNATURE_LINES || below.some(isContent)) return false;
  const first = below[0] ?? '';
  if (isPersonLine(first) || readClosing(first) !== null) return true;
  if (below.length <= 2 && FIRST_NAME.test(first) && !/:\s*$/.test(lines[rule - 1] ?? '')) return true;
  return below.some((line) => isContactLine(line) || isMobileSignature(line));
}

function isContent(line: string): boolean {
  return line.length > MAX_RULE_SIGNATURE_LINE || RULE.test(line) || PROSE.test(line);
}

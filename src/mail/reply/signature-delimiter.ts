import { readClosing } from './closing.js';
import { isMobileSignature } from './mobile-signature.js';
import { isContactLine, isPersonLine } from './visiting-card.js';

/** RFC 3676 §4.3: nobody types the space, so this is a delimiter whatever is below it. */
const STANDARD_DELIMITER = /^\s{0,12}--[ \u00a0]$/;
/** Variants by people and clients, who also draw them between paragraphs. The last is the tracking mark of Streak. */
const DELIMITER = /^\s{0,12}\*?(?:[-–—―]{2}|__|[–—―]|\u1427)\*?[\s\u00a0]*$/;
/** Drawn by mailing lists above their footer. */
const UNDERSCORES = /^\s{0,12}(?:_{3,}|(?:-=){6,20}-?)\s*$/;
/** Also drawn between paragraphs and below headings, so the lines below must look like a signature. */
const RULE = /^\s{0,12}(?:-{3,}|={3,}|\*{3,}|~{3,}|#{3,}|\+{3,}|[-_=]{3,}|[━─―]{3,}|[＊＝－]{3,})\s*$/;
/** A list item, or a sentence of at least four words. */
const PROSE = /^\s*(?:[-*•]|\d{1,3}[.)])\s|^\s*\S+(?:\s+\S+){3,}[.!?]\s*$/;
/** All that is below a rule if somebody signs with it: one word with a capital. */
const FIRST_NAME = /^\s*\p{Lu}[\p{L}\p{M}.'’-]{1,30}\s*$/u;
const MAX_RULE_SIGNATURE_LINES = 12;
/** A list's footer has three to six lines, a company's notice up to twenty. */
const MAX_FOOTER_LINES = 20;
const MAX_RULE_SIGNATURE_LINE = 80;
/** Including blank lines. */
const MAX_LINES_BELOW_RULE = 60;

const QUESTION = /[?？]\s*$/;

/** Found in signatures, but not in sentences to the reader. */
const CONTACT_DATA = /@|https?:|www\.|\d[\d ()/.-]{6,}\d/i;

/** True for a line that is a delimiter if a signature follows. */
export function looksLikeDelimiter(line: string): boolean {
  return DELIMITER.test(line);
}

/** True if one of the lines is a signature delimiter. */
export function hasDelimiter(lines: readonly string[]): boolean {
  return new DrawnLines(lines).firstDelimiter() >= 0;
}

/** The first line that separates the words from a signature below; the number of lines if there is none. */
export function findDelimiter(lines: readonly string[]): number {
  const drawn = new DrawnLines(lines);
  const found = [drawn.firstDelimiter(), drawn.firstFooter(), drawn.firstRule()].filter((at) => at >= 0);
  return Math.min(lines.length, ...found);
}

/** The lines of a run that are drawn rather than written, judged by what is below them. */
class DrawnLines {
  /** Whether a line holds data, once asked: the lines below one drawn line are also below the next. */
  private readonly data = new Map<number, boolean>();

  constructor(private readonly lines: readonly string[]) {}

  firstDelimiter(): number {
    return this.lines.findIndex(
      (line, at) =>
        (STANDARD_DELIMITER.test(line) || (DELIMITER.test(line) && !this.isSpeechBelow(at))) &&
        !isAnnouncement(this.lines[at - 1] ?? ''),
    );
  }

  firstFooter(): number {
    return this.lines.findIndex((line, at) => UNDERSCORES.test(line) && this.isFooterBelow(at));
  }

  /** Only the first rule of a run may be a signature's. */
  firstRule(): number {
    const at = this.lines.findIndex((line) => RULE.test(line));
    return at >= 0 && this.isSignatureBelow(at) ? at : -1;
  }

  /** True if the text continues below a drawn line: with a sentence, and without the data of a signature or footer. */
  private isSpeechBelow(drawn: number): boolean {
    const below = this.wordsBelow(drawn);
    const isDrawnAgain = below.some((line) => DELIMITER.test(line) || UNDERSCORES.test(line));
    const said = isDrawnAgain ? below : below.slice(0, 1);
    const isSpeech = said.some((line) => PROSE.test(line)) || below.some((line) => QUESTION.test(line));
    return isSpeech && !this.isDataBelow(drawn);
  }

  private isDataBelow(drawn: number): boolean {
    const last = Math.min(this.lines.length - 1, drawn + MAX_LINES_BELOW_RULE);
    for (let at = drawn + 1; at <= last; at += 1) if (this.isData(at)) return true;
    return false;
  }

  private isData(at: number): boolean {
    const known = this.data.get(at);
    if (known !== undefined) return known;
    const line = this.lines[at] ?? '';
    const isData = CONTACT_DATA.test(line) || isMobileSignature(line);
    this.data.set(at, isData);
    return isData;
  }

  private isFooterBelow(underscores: number): boolean {
    if (this.isFarAbove(underscores)) return false;
    const below = this.wordsBelow(underscores);
    if (below.length > MAX_FOOTER_LINES) return false;
    const isMotto = below.length === 1 && this.lines.filter((line) => UNDERSCORES.test(line)).length === 1;
    if (!isMotto && this.isSpeechBelow(underscores)) return false;
    return !below.some((line) => QUESTION.test(line));
  }

  private isSignatureBelow(rule: number): boolean {
    if (this.isFarAbove(rule)) return false;
    const below = this.wordsBelow(rule);
    if (RULE.test(below.at(-1) ?? '')) below.pop();
    if (below.length > MAX_RULE_SIGNATURE_LINES || below.some(isContent)) return false;
    const first = below[0] ?? '';
    if (isPersonLine(first) || readClosing(first) !== null) return true;
    const isHeading = isHeadingAbove(this.lines[rule - 1] ?? '', this.lines[rule] ?? '');
    if (below.length <= 2 && FIRST_NAME.test(first) && !isHeading) return true;
    return below.some((line) => isContactLine(line) || isMobileSignature(line));
  }

  private isFarAbove(drawn: number): boolean {
    return this.lines.length - drawn > MAX_LINES_BELOW_RULE;
  }

  private wordsBelow(drawn: number): string[] {
    const below = this.lines.slice(drawn + 1, drawn + 1 + MAX_LINES_BELOW_RULE);
    return below.filter((line) => line.trim() !== '');
  }
}

/** True for a line that announces what is below it ("Here are the logs:"), but not for "Regards:". */
function isAnnouncement(line: string): boolean {
  return /[:：]\s*$/.test(line) && readClosing(line) === null;
}

/** True for words that end in a colon, or are as long as the line below them (a Markdown heading). */
function isHeadingAbove(words: string, rule: string): boolean {
  return /:\s*$/.test(words) || words.trim().length === rule.trim().length;
}

function isContent(line: string): boolean {
  return line.length > MAX_RULE_SIGNATURE_LINE || RULE.test(line) || PROSE.test(line);
}

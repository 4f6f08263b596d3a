import { hasDate, isArrowedAttribution } from './attribution-line.js';
import { MAX_ATTRIBUTION_LINES, measureAttribution } from './attribution.js';
import type { BodyLine } from './body-lines.js';
import { findFences } from './fences.js';
import { type Intro, readIntro } from './intro.js';
import { lastWords } from './last-words.js';
import { isQuoteLine, isQuoteLineBelowAttribution, withoutQuotePrefix } from './quote-line.js';
import { readSeparator } from './separator.js';
import { findSignatureStart } from './signature.js';

/**
 * A stretch of the body.
 * - `words`: the writer's own
 * - `intro`: an attribution, separator or header block
 * - `thread`: a quote that an intro or the HTML announces
 * - `citation`: a `>` quote without any, or a plain blockquote that the writer's words announce
 * - `rest`: everything after an intro whose mail is not quoted by signs
 * - `signature`: a signature that the HTML marks
 */
export interface Segment {
  kind: 'words' | 'intro' | 'thread' | 'citation' | 'rest' | 'signature';
  start: number;
  /** Exclusive. */
  end: number;
  intro: Intro | null;
  /** True for a citation right below words that end in a colon ("The app says:"). */
  isAnnounced: boolean;
}

/** A quoted line this long or longer, followed by an unquoted one, was wrapped in transit. */
const MIN_WRAPPED_LENGTH = 55;
const CONTINUATION = /^\s{0,3}(?:\p{Ll}|[(<[]?https?:|\(http|>)/u;

/** With more lines than this, the writer said more than their name. */
const MAX_SIGNATURE_ONLY_LINES = 12;

/**
 * Splits a body into stretches, in order and without gaps. Linear in the number of lines.
 *
 * @param form the line of a header block that belongs to the words; -1 for none
 */
export function readSegments(lines: readonly BodyLine[], form = -1): Segment[] {
  return new SegmentReader(lines, form).read();
}

class SegmentReader {
  private readonly texts: string[];
  private readonly fenced: boolean[];
  private readonly segments: Segment[] = [];
  /** The writer's first lines that hold words. */
  private readonly ownWords: string[] = [];
  private at = 0;

  constructor(
    private readonly lines: readonly BodyLine[],
    private readonly form: number,
  ) {
    this.texts = lines.map((line) => line.text);
    this.fenced = findFences(this.texts);
  }

  read(): Segment[] {
    while (this.at < this.lines.length) this.step();
    return this.segments;
  }

  private step(): void {
    const { at } = this;
    const mark = this.lines[at]?.mark ?? null;
    if (this.isBlank(at) || this.fenced[at]) return this.push('words', at + 1);
    if (mark === 'rest') return this.push('rest', this.lines.length);
    if (mark === 'signature') return this.push('signature', this.endOfMark(mark));
    if (mark === 'quote' || mark === 'citation') return this.quote(mark);
    const drawn = kindOfQuotedLine(this.texts[at] ?? '');
    if (drawn !== null) return this.introduce({ kind: drawn, length: 1, from: null });
    if (isQuoteLine(this.texts[at] ?? '')) return this.cite();
    const intro = readIntro(this.texts, at, (line) => this.isQuotedFrom(line + 1));
    if (intro === null || at === this.form) return this.push('words', at + (intro?.length ?? 1));
    this.introduce(intro);
  }

  /** A quote that the HTML marks; the attribution at its head becomes a segment of its own. */
  private quote(mark: 'quote' | 'citation'): void {
    const end = this.endOfMark(mark);
    const intro = readIntro(this.texts, this.at, () => true);
    const isCited = mark === 'citation' && intro === null && this.isAnnounced();
    if (intro !== null && this.at + intro.length < end) this.push('intro', this.at + intro.length, intro);
    this.push(isCited ? 'citation' : 'thread', end);
  }

  /**
   * True if the writer's words right above end in a colon ("You write:"); otherwise a blockquote is a thread. A date or
   * an address makes them an attribution in an unknown language.
   */
  private isAnnounced(): boolean {
    const above = this.texts[lastWords(this.texts, this.at)] ?? '';
    if (this.segments.at(-1)?.kind !== 'words') return false;
    return /[:：]\s*$/.test(above) && !above.includes('@') && !hasDate(above);
  }

  /**
   * A `>` quote. With its attribution inside (Apple Mail) it is a thread; the attribution may be wrapped (GroupWise).
   */
  private cite(): void {
    const head = this.texts.slice(this.at, this.at + MAX_ATTRIBUTION_LINES).map(withoutQuotePrefix);
    const attribution = measureAttribution(head, 0, () => true);
    const last = this.at + Math.max(attribution, 1) - 1;
    this.push(attribution > 0 ? 'thread' : 'citation', this.endOfQuote(last, isQuoteLine));
  }

  private introduce(intro: Intro): void {
    const hadWords = this.hasWords();
    this.push('intro', Math.min(this.at + intro.length, this.lines.length), intro);
    const next = this.skipBlanks(this.at);
    if (next >= this.lines.length) return;
    const mark = this.lines[next]?.mark ?? null;
    if (mark === 'quote' || mark === 'citation') return this.push('thread', this.endOfMark(mark, next));
    if (intro.kind !== 'reply-above' && isQuoteLineBelowAttribution(this.texts[next] ?? '')) {
      return this.push('thread', this.endOfQuote(next, isQuoteLineBelowAttribution));
    }
    const isAnswer = intro.kind === 'attribution' && this.ownWords.length > 0;
    if (hadWords || isAnswer) this.push('rest', this.lines.length);
  }

  /** True if the writer has said more than their name so far. A mail without that is a bare forward. */
  private hasWords(): boolean {
    if (this.ownWords.length > MAX_SIGNATURE_ONLY_LINES) return true;
    return this.ownWords.length > 0 && findSignatureStart(this.ownWords) > 0;
  }

  private push(kind: Segment['kind'], end: number, intro: Intro | null = null): void {
    const last = this.segments.at(-1);
    if (kind === 'words') this.remember(this.at, end);
    const isAnnounced = kind === 'citation' && this.isAnnounced();
    if (kind === 'words' && last?.kind === 'words') last.end = end;
    else this.segments.push({ kind, start: this.at, end, intro, isAnnounced });
    this.at = end;
  }

  private remember(start: number, end: number): void {
    for (let at = start; at < end && this.ownWords.length <= MAX_SIGNATURE_ONLY_LINES; at += 1) {
      if (!this.isBlank(at)) this.ownWords.push(this.texts[at] ?? '');
    }
  }

  private endOfMark(mark: BodyLine['mark'], from = this.at): number {
    let end = from;
    while (end < this.lines.length && this.lines[end]?.mark === mark) end += 1;
    return end;
  }

  /** The end of the quote that starts at a line: quoting lines, blank lines between them, lines wrapped in transit. */
  private endOfQuote(from: number, quotes: (line: string) => boolean): number {
    let end = from + 1;
    for (let at = from + 1; at < this.lines.length; at += 1) {
      if (quotes(this.texts[at] ?? '')) end = at + 1;
      else if (!this.isBlank(at) && !this.isWrapped(at, quotes)) break;
    }
    return end;
  }

  private isWrapped(at: number, quotes: (line: string) => boolean): boolean {
    const above = this.texts[at - 1] ?? '';
    const text = this.texts[at] ?? '';
    if (!quotes(this.texts[at + 1] ?? '') || !quotes(above)) return false;
    return (
      CONTINUATION.test(text) &&
      (above.length >= MIN_WRAPPED_LENGTH || withoutQuotePrefix(above).trim() === '')
    );
  }

  private isQuotedFrom(line: number): boolean {
    const next = this.skipBlanks(line);
    return isQuoteLine(this.texts[next] ?? '') || this.isMarkedQuote(next);
  }

  private isMarkedQuote(line: number): boolean {
    const mark = this.lines[line]?.mark;
    return mark === 'quote' || mark === 'citation';
  }

  private skipBlanks(from: number): number {
    let at = from;
    while (at < this.lines.length && this.isBlank(at)) at += 1;
    return at;
  }

  private isBlank(at: number): boolean {
    return (this.texts[at] ?? '').trim() === '';
  }
}

/**
 * The kind of introduction that looks like a quote: "> -- REPLY ABOVE THIS LINE --", quoted or not, and ">>> Ann …
 * >>>".
 */
function kindOfQuotedLine(line: string): Intro['kind'] | null {
  if (!isQuoteLine(line)) return null;
  if (isArrowedAttribution(line)) return 'attribution';
  return readSeparator(withoutQuotePrefix(line)) === 'reply-above' ? 'reply-above' : null;
}

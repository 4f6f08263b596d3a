/** Damaged lines in a row that may stand between two fields; after more, the body has begun. */
const MAX_JUNK_LINES = 8;

const LF = 10;
const CR = 13;
const SPACE = 32;
const TAB = 9;
const SEMICOLON = 59;
/** The longest name in the IANA registry has 42 characters. */
const FIELD_START = /^([!-9;-~]{1,100})[ \t]*:/;
const PARAMETER = /^[a-z][a-z\d*-]{0,40}[ \t]*=[ \t]*[^\s=]/i;
/** Fields that distinguish a damaged header line from the first line of a body. */
const WELL_KNOWN =
  /^(content-|x-|received|return-path|delivered-to|from|to|cc|subject|date|message-id|mime-version|reply-to|sender|references|in-reply-to|dkim-|arc-|authentication-)/i;

/** A cursor over the lines of a buffer. Lines end in LF; a CR before it is not part of the line. */
export class HeaderLines {
  private lineEnd = 0;

  constructor(
    private readonly mail: Buffer,
    public start: number,
  ) {
    this.findEnd();
  }

  get done(): boolean {
    return this.start >= this.mail.length;
  }

  /** Where the next line starts. */
  get next(): number {
    return Math.min(this.lineEnd + 1, this.mail.length);
  }

  advance(): void {
    this.start = this.next;
    this.findEnd();
  }

  slice(start: number, end: number): string {
    return this.mail.toString('latin1', start, end);
  }

  isEmpty(): boolean {
    let at = this.start;
    while (at < this.lineEnd && this.mail[at] === CR) at++;
    return at === this.lineEnd;
  }

  /** Only white space. */
  isBlank(): boolean {
    return this.slice(this.start, this.lineEnd).trim() === '';
  }

  isFieldStart(): boolean {
    return FIELD_START.test(this.head(this.start));
  }

  fieldName(): string {
    return FIELD_START.exec(this.head(this.start))?.[1] ?? '';
  }

  /**
   * True for folded white space. A line of only white space continues the field only if a field, a fold or the empty
   * line that ends the header follows.
   */
  isContinuation(): boolean {
    const first = this.mail[this.start];
    if (first !== SPACE && first !== TAB) return false;
    if (this.head(this.start).trim() !== '' || this.next >= this.mail.length) return true;
    const following = this.head(this.next);
    return FIELD_START.test(following) || /^(?:[ \t]|\r*$)/.test(following);
  }

  /** True for an unindented parameter, as scripts write it, after a Content- field that ends in a semicolon. */
  isParameterOf(fieldStart: number): boolean {
    let last = this.start - 1;
    while (last > fieldStart && (this.mail[last] as number) <= SPACE) last--;
    if (this.mail[last] !== SEMICOLON || !PARAMETER.test(this.head(this.start))) return false;
    return /^content-/i.test(this.slice(fieldStart, fieldStart + 8));
  }

  /** True if a well-known field follows within a few lines and before any empty one. */
  isJunkBetweenFields(): boolean {
    if (this.slice(this.start, this.start + 2) === '--') return false;
    let at = this.next;
    for (let line = 0; line < MAX_JUNK_LINES && at < this.mail.length; line++) {
      const following = this.head(at);
      if (following.trim() === '') return false;
      if (FIELD_START.test(following) && WELL_KNOWN.test(following)) return true;
      const lineEnd = this.mail.indexOf(LF, at);
      at = lineEnd < 0 ? this.mail.length : lineEnd + 1;
    }
    return false;
  }

  /** Enough of the line at `start` to contain a field name. */
  private head(start: number): string {
    const text = this.mail.toString('latin1', start, Math.min(start + 120, this.mail.length));
    const lineEnd = text.indexOf('\n');
    return lineEnd < 0 ? text : text.slice(0, lineEnd);
  }

  private findEnd(): void {
    const lineEnd = this.start < this.mail.length ? this.mail.indexOf(LF, this.start) : -1;
    this.lineEnd = lineEnd < 0 ? this.mail.length : lineEnd;
  }
}

import { type MailLimits } from '../limits.js';
import { type Defects } from './defects.js';
import { UnreadableMail } from './unreadable-mail.js';

/** A header field before any decoding. */
export interface RawField {
  /** Lower case. */
  name: string;
  /** Unfolded value, one character a byte (latin-1), encoded words untouched. */
  bytes: string;
}

/** The header block of a mail or part and where the body begins. */
export interface HeaderBlock {
  fields: RawField[];
  bodyStart: number;
}

/** Damaged lines in a row that may stand between two fields; past them it is the body that has begun. */
const MAX_JUNK_LINES = 8;

const LF = 10;
const CR = 13;
const SPACE = 32;
const TAB = 9;
/** The longest name in the IANA registry has 42 characters. */
const FIELD_START = /^([!-9;-~]{1,100})[ \t]*:/;
/** Fields that tell a damaged header line from the first line of a body. */
const WELL_KNOWN =
  /^(content-|x-|received|return-path|delivered-to|from|to|cc|subject|date|message-id|mime-version|reply-to|sender|references|in-reply-to|dkim-|arc-|authentication-)/i;

/**
 * Reads the header block (RFC 5322 §2.2) at the start of `mail`. Kind to what real mail does: blank lines, a BOM or
 * an mbox `From ` line in front, damaged lines between fields, no blank line before the body.
 *
 * @throws UnreadableMail `headers_too_large`, `too_many_headers`
 */
export function readHeaderBlock(
  mail: Buffer,
  limits: MailLimits,
  defects: Defects,
  root = false,
): HeaderBlock {
  const lines = new Lines(mail, root ? skipPrologue(mail) : 0);
  const fields: RawField[] = [];
  while (!lines.done) {
    if (lines.start > limits.headerBlockBytes) throw tooLarge(limits);
    if (lines.isEmpty()) return { fields, bodyStart: lines.next };
    if (lines.isFieldStart()) fields.push(readField(lines, limits, defects));
    else if (lines.isJunkBetweenFields()) skipJunk(lines, defects);
    else break;
    if (fields.length > limits.headers) {
      throw new UnreadableMail('too_many_headers', `The mail has more than ${limits.headers} header fields.`);
    }
  }
  if (!lines.done) defects.add('header_end_missing');
  return { fields, bodyStart: lines.start };
}

function tooLarge(limits: MailLimits): UnreadableMail {
  const message = `The header block has more than ${limits.headerBlockBytes} bytes.`;
  return new UnreadableMail('headers_too_large', message);
}

/** A BOM, blank lines and an mbox separator (`From `, also quoted as `>From `) are no header fields. */
function skipPrologue(mail: Buffer): number {
  let at = mail.length > 2 && mail[0] === 0xef && mail[1] === 0xbb && mail[2] === 0xbf ? 3 : 0;
  while (mail[at] === LF || mail[at] === CR) at++;
  const mbox = /^>?From [^:\r\n]|^>From: ?\r?\n/.exec(mail.toString('latin1', at, at + 8));
  if (!mbox) return at;
  const lineEnd = mail.indexOf(LF, at);
  return lineEnd < 0 ? mail.length : lineEnd + 1;
}

function readField(lines: Lines, limits: MailLimits, defects: Defects): RawField {
  const start = lines.start;
  const name = lines.fieldName();
  do lines.advance();
  while (!lines.done && lines.isContinuation());
  if (lines.start - start > limits.headerBlockBytes) throw tooLarge(limits);
  if (lines.start - start > limits.headerBytes) defects.add('header_truncated');
  const value = readValue(lines, start, name, limits);
  return { name: name.toLowerCase(), bytes: value.replace(/\r*\n/g, '').replace(/\r/g, ' ').trim() };
}

/** At most `headerBytes` of it: the beginning, but of References the end, where the newest ids stand. */
function readValue(lines: Lines, start: number, name: string, limits: MailLimits): string {
  const keepsEnd = name.toLowerCase() === 'references' && lines.start - start > limits.headerBytes;
  if (keepsEnd) return lines.slice(lines.start - limits.headerBytes, lines.start);
  const whole = lines.slice(start, Math.min(lines.start, start + limits.headerBytes));
  return whole.slice(whole.indexOf(':') + 1);
}

function skipJunk(lines: Lines, defects: Defects): void {
  defects.add('header_malformed');
  lines.advance();
}

/** A cursor over the lines of a buffer; lines end in LF, CR before it is not part of the line. */
class Lines {
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

  isFieldStart(): boolean {
    return FIELD_START.test(this.head(this.start));
  }

  fieldName(): string {
    return FIELD_START.exec(this.head(this.start))?.[1] ?? '';
  }

  /** Folded white space; a line of nothing but white space goes on only when a field or a fold follows. */
  isContinuation(): boolean {
    const first = this.mail[this.start];
    if (first !== SPACE && first !== TAB) return false;
    if (this.head(this.start).trim() !== '' || this.next >= this.mail.length) return true;
    const following = this.head(this.next);
    return FIELD_START.test(following) || /^[ \t]/.test(following);
  }

  /** True when a well-known field follows within a few lines and before any empty one. */
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

  /** Enough of the line at `start` to see a field name. */
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

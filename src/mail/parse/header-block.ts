import { type MailLimits } from '../limits.js';
import { trimBytes } from '../text.js';
import { type Defects } from './defects.js';
import { HeaderLines } from './header-lines.js';
import { UnreadableMail } from './unreadable-mail.js';

/** A header field before any decoding. */
export interface RawField {
  /** Lower case. */
  name: string;
  /** Unfolded value, one character per byte (latin-1), encoded words untouched. */
  bytes: string;
}

/** The header block of a mail or part, and where the body begins. */
export interface HeaderBlock {
  fields: RawField[];
  bodyStart: number;
}

const LF = 10;
const CR = 13;

/**
 * Reads the header block (RFC 5322 §2.2) at the start of `mail`. It accepts what real mail has: blank lines, a BOM or
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
  const lines = new HeaderLines(mail, root ? skipPrologue(mail) : 0);
  const fields: RawField[] = [];
  while (!lines.done) {
    if (lines.start > limits.headerBlockBytes) throw tooLarge(limits);
    if (lines.isEmpty()) return { fields, bodyStart: lines.next };
    if (lines.isFieldStart()) fields.push(readField(lines, limits, defects));
    else if (lines.isJunkBetweenFields()) skipJunk(lines, defects);
    else if (lines.isBlank()) return { fields, bodyStart: lines.next };
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

/**
 * A field with white space in front, as written by an indented script. It continues nothing, as no field is above it.
 */
const INDENTED_FIELD = /^[ \t]{1,40}(?=[a-z][a-z-]{1,40}: ?[^\r\n])/i;

/** Skips a BOM, blank lines, an mbox separator (`From `, also quoted as `>From `) and an indentation. */
function skipPrologue(mail: Buffer): number {
  const at = skipSeparator(mail);
  return at + (INDENTED_FIELD.exec(mail.toString('latin1', at, at + 100))?.[0].length ?? 0);
}

function skipSeparator(mail: Buffer): number {
  let at = mail.length > 2 && mail[0] === 0xef && mail[1] === 0xbb && mail[2] === 0xbf ? 3 : 0;
  while (mail[at] === LF || mail[at] === CR) at++;
  const mbox = /^>?From [^:\r\n]|^>From: ?\r?\n/.exec(mail.toString('latin1', at, at + 8));
  if (!mbox) return at;
  const lineEnd = mail.indexOf(LF, at);
  return lineEnd < 0 ? mail.length : lineEnd + 1;
}

function readField(lines: HeaderLines, limits: MailLimits, defects: Defects): RawField {
  const start = lines.start;
  const name = lines.fieldName();
  do lines.advance();
  while (!lines.done && (lines.isContinuation() || lines.isParameterOf(start)));
  if (lines.start - start > limits.headerBlockBytes) throw tooLarge(limits);
  if (lines.start - start > limits.headerBytes) defects.add('header_truncated');
  const value = readValue(lines, start, name, limits);
  const unfolded = value.replace(/(?<!\r)\r*\n/g, '').replace(/\r/g, ' ');
  return { name: name.toLowerCase(), bytes: trimBytes(unfolded) };
}

/** At most `headerBytes` of the value: the beginning, or for References the end, where the newest ids are. */
function readValue(lines: HeaderLines, start: number, name: string, limits: MailLimits): string {
  const keepsEnd = name.toLowerCase() === 'references' && lines.start - start > limits.headerBytes;
  if (keepsEnd) return lines.slice(lines.start - limits.headerBytes, lines.start);
  const whole = lines.slice(start, Math.min(lines.start, start + limits.headerBytes));
  return whole.slice(whole.indexOf(':') + 1);
}

function skipJunk(lines: HeaderLines, defects: Defects): void {
  defects.add('header_malformed');
  lines.advance();
}

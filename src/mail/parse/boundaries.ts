import { type Defects } from './defects.js';

/** The bytes between two boundary delimiter lines. */
export interface PartRange {
  start: number;
  end: number;
}

const LF = 10;
const CR = 13;
const SPACE = 32;
const DASH = 45;
/** RFC 2046 §5.1.1 allows 70 characters; some senders write more. */
const MAX_BOUNDARY_BYTES = 250;

/**
 * Splits the body of a multipart at its boundary delimiter lines (RFC 2046 §5.1.1). It tolerates a missing closing
 * delimiter, text after it, and white space behind a delimiter. Returns null if there is no delimiter, or only closing
 * ones with other text beside them.
 *
 * @param maxParts stop after more than so many; one above the limit is enough to refuse
 */
export function splitAtBoundary(
  body: Buffer,
  boundary: string,
  maxParts: number,
  defects: Defects,
): PartRange[] | null {
  const delimiter = Buffer.from(`--${boundary}`, 'latin1');
  const parts: PartRange[] = [];
  let open = -1;
  let found = false;
  for (let at = body.indexOf(delimiter); at >= 0; at = body.indexOf(delimiter, at + delimiter.length)) {
    const line = readDelimiter(body, at, delimiter.length);
    if (!line) continue;
    if (open >= 0) parts.push({ start: open, end: Math.max(open, beforeLineEnd(body, at)) });
    else if (found) defects.add('parts_after_end');
    found = true;
    open = line.closing ? -1 : line.next;
    if (parts.length > maxParts) return parts;
  }
  if (open >= 0) {
    defects.add('boundary_unterminated');
    const end = withoutClosing(body, open, boundary);
    if (open < body.length || parts.length === 0) parts.push({ start: open, end });
  }
  if (parts.length === 0 && hasTextBeside(body, delimiter)) return null;
  return found ? parts : null;
}

/** The end of the last part, if its sender put the closing delimiter right behind the text without a line end. */
function withoutClosing(body: Buffer, start: number, boundary: string): number {
  const closing = `--${boundary}--`;
  let end = body.length;
  while (end > start && (body[end - 1] as number) <= SPACE) end--;
  const textEnd = end - closing.length;
  const isClosed = boundary !== '' && textEnd >= start && body.toString('latin1', textEnd, end) === closing;
  return isClosed ? textEnd : body.length;
}

const hasTextBeside = (body: Buffer, delimiter: Buffer): boolean =>
  body
    .toString('latin1')
    .replaceAll(`${delimiter.toString('latin1')}--`, '')
    .trim() !== '';

/** `'` is allowed in a boundary (RFC 2046 §5.1.1), but some senders quote with it. */
export function readingsOf(boundary: string): string[] {
  return [...new Set([boundary, boundary.replace(/^'([^']+)'$/, '$1')])];
}

/**
 * Guesses the boundary of a multipart without a usable `boundary` parameter: its first line that looks like a delimiter
 * and whose text occurs again.
 */
export function guessBoundary(body: Buffer): string | null {
  const head = body.toString('latin1', 0, 16_384);
  const match = /(?:^|\n)--([^\s-][^\r\n]{0,250}|-[^\r\n]{0,250}[^\r\n\s-][^\r\n]{0,250})\r?\n/.exec(head);
  const boundary = match?.[1]?.trimEnd() ?? '';
  if (boundary === '' || boundary.length > MAX_BOUNDARY_BYTES) return null;
  const delimiter = `--${boundary}`;
  const first = body.indexOf(delimiter, 0, 'latin1');
  return body.indexOf(delimiter, first + delimiter.length, 'latin1') < 0 ? null : boundary;
}

/** Null if the text at `at` is not a whole delimiter line. */
function readDelimiter(body: Buffer, at: number, length: number): { closing: boolean; next: number } | null {
  if (at > 0 && body[at - 1] !== LF) return null;
  let end = at + length;
  const closing = body[end] === DASH && body[end + 1] === DASH;
  if (closing) end += 2;
  while (body[end] === 32 || body[end] === 9 || body[end] === CR) end++;
  if (end < body.length && body[end] !== LF) return null;
  return { closing, next: Math.min(end + 1, body.length) };
}

/** The line end before a delimiter belongs to the delimiter. */
function beforeLineEnd(body: Buffer, at: number): number {
  if (at === 0) return 0;
  return at > 1 && body[at - 2] === CR ? at - 2 : at - 1;
}

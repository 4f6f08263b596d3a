import type { Mailbox } from '../mail.js';
import { hasClock } from './day-and-clock.js';
import { HEADER_LABELS, type HeaderKind, kindOfLabel } from './header-labels.js';
import { readCopiedMailbox } from './copied-mailbox.js';
import { alternatives } from './phrases.js';

/** Fields that no client copies: a header with them was pasted raw. */
const RAW_FIELD =
  /^[\s>]{0,12}(?:Received|Return-Path|Delivered-To|X-[\w-]{1,60}|DKIM-Signature|ARC-[\w-]{1,40}|Authentication-Results|MIME-Version|Content-[\w-]{1,40})\s?:/i;
/** The line that begins a mail in a mailbox file or a Git patch (RFC 4155). */
const MAILBOX_LINE =
  /^[\s>]{0,12}From \S{1,300} {1,2}(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) [A-Z][a-z]{2} [ \d]\d \d\d:/;
const MAX_RAW_LINES = 40;

/** A copied header block ("From: … Sent: … To: … Subject: …"). */
export interface CopiedHeader {
  /** Lines from its first label to its last value. */
  length: number;
  /** The sender in it; null if there is none. */
  from: Mailbox | null;
  /** True if it names recipients. */
  isAddressed: boolean;
}

/** Lines of a block, including wrapped values and blank lines. */
const MAX_BLOCK_LINES = 24;
/** Lines between two labels: a value wrapped twice. Long recipient lists wrap more, but end in a comma or semicolon. */
const MAX_LINES_BETWEEN = 2;
const MAX_LABEL_LINE = 4_000;
/** No client writes labels in lower case; settings files do (`from: shop@example.com`). */
const SMALL_LABEL = /^[\s>|*_•-]{0,12}\p{Ll}/u;

const LABEL_LINE = new RegExp(
  `^[\\s>|*_•-]{0,12}(${alternatives(Object.values(HEADER_LABELS).flat())})\\s{0,3}[*_]{0,2}\\s{0,2}[:：|][*_]{0,2}[ \\t\\u00a0]*`,
  'iu',
);
/** Labels behind the sender's, if the lines of a block were joined in transit. */
const JOINED = new RegExp(
  `\\s[*_]{0,2}(${alternatives([HEADER_LABELS.sent, HEADER_LABELS.to, HEADER_LABELS.subject].flat())})\\s?[*_]{0,2}[:：][*_]{0,2}\\s`,
  'giu',
);

interface Label {
  kind: HeaderKind;
  value: string;
}

function readLabel(line: string): Label | null {
  if (line.length > MAX_LABEL_LINE) return null;
  const found = LABEL_LINE.exec(line);
  if (found === null) return null;
  const kind = kindOfLabel(found[1] ?? '');
  return kind === null ? null : { kind, value: line.slice(found[0].length).trim() };
}

/**
 * Reads the header block that starts at a line.
 *
 * @param announced a line above says that a mail follows ("-----Original Message-----"), so one label is enough.
 *   Otherwise it takes three different ones with an address, or with a subject and a clock time, because people also
 *   write "From: Berlin / To: Rome / Date: 3 May, 9:14".
 * @returns null if there is none
 */
export function readCopiedHeader(
  lines: readonly string[],
  at: number,
  announced: boolean,
): CopiedHeader | null {
  const first = readLabel(lines[at] ?? '');
  if (first === null) return null;
  const values = valuesOfLine(first);
  let length = 1;
  let wrapped = first;
  for (let next = at + 1, since = 0; next < lines.length && next - at < MAX_BLOCK_LINES; next += 1) {
    const line = lines[next] ?? '';
    const label = readLabel(line);
    if (label !== null) {
      if (label.kind === 'from' && values.has('from')) break;
      if (!values.has(label.kind)) values.set(label.kind, label.value);
      [length, since, wrapped] = [next - at + 1, 0, label];
      continue;
    }
    since += 1;
    if (wrapped.kind === 'from' && since === 1)
      values.set('from', `${values.get('from') ?? ''} ${line.trim()}`.trim());
    if (since > MAX_LINES_BETWEEN && !/[,;]\s*$/.test(lines[next - 1] ?? '')) break;
  }
  if (!announced && (!isBlock(values) || SMALL_LABEL.test(lines[at] ?? '') || isPastedRaw(lines, at)))
    return null;
  return { length, from: readCopiedMailbox(values.get('from') ?? ''), isAddressed: values.has('to') };
}

/** The value of the line's label, and of further labels on the line ("From: Ann Sent: Today To: Bob"). */
function valuesOfLine({ kind, value }: Label): Map<HeaderKind, string> {
  const values = new Map<HeaderKind, string>([[kind, value]]);
  if (kind !== 'from') return values;
  const joined = [...value.matchAll(JOINED)];
  for (const [index, found] of joined.entries()) {
    const label = kindOfLabel(found[1] ?? '');
    const rest = value.slice(found.index + found[0].length, joined[index + 1]?.index);
    if (label !== null && !values.has(label)) values.set(label, rest.trim());
  }
  if (joined.length > 0) values.set('from', value.slice(0, joined[0]?.index).trim());
  return values;
}

function isBlock(values: ReadonlyMap<HeaderKind, string>): boolean {
  const kinds = [...values.keys()].filter((kind) => kind !== 'other');
  if (!values.has('from') || kinds.length < 3 || isCall(values)) return false;
  if ([...values.values()].some((value) => value.includes('@'))) return true;
  return values.has('subject') && hasClock(values.get('sent') ?? '');
}

/** Telephone numbers in place of mailboxes: a voicemail or fax. */
function isCall(values: ReadonlyMap<HeaderKind, string>): boolean {
  return ['from' as const, 'to' as const].some((kind) => /^[^\p{L}@]+$/u.test(values.get(kind) ?? ''));
}

/** True if the lines right above hold fields that only a raw header has. */
function isPastedRaw(lines: readonly string[], at: number): boolean {
  for (let above = at - 1; above >= 0 && at - above <= MAX_RAW_LINES; above -= 1) {
    const line = lines[above] ?? '';
    if (line.trim() === '') return false;
    if (RAW_FIELD.test(line) || MAILBOX_LINE.test(line)) return true;
  }
  return false;
}

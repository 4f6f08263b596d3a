import type { Mailbox } from '../mail.js';
import { readCopiedMailbox } from './copied-mailbox.js';
import { hasClock, hasDay } from './day-and-clock.js';
import { type HeaderKind, kindOfLabel } from './header-labels.js';

/** `Ann Lee <ann@example.com>` or `Ann Lee/DE/Example`, without a label. */
const WRITER = /^[^:]{0,100}(?:[^\s@<>]@[^\s@<>]+\.\p{L}|\p{L}\/\p{L}[^/]{0,30}(?:\/|$))/u;
const DAY_AND_CLOCK = /^[\d\s.,:/-]{12,24}(?:[ap]m)?(?:\s[A-Z]{2,5}\d?)?\s*$/i;
const MAX_WRITER = 200;
const MAX_BLANKS = 3;
/** Lines from the writer to the subject, with the names of the recipients. */
const MAX_LINES = 20;

/**
 * Reads the header of HCL (Lotus) Notes: the writer, day and time, then a table of labels whose values stand on the
 * lines below them ("To / Bob / cc / Subject / Order 7"); null if there is none.
 */
export function readNotesHeader(
  lines: readonly string[],
  at: number,
): { length: number; from: Mailbox | null } | null {
  const writer = lines[at] ?? '';
  if (writer.length > MAX_WRITER || !WRITER.test(writer)) return null;
  const dated = (lines[at + 1] ?? '').trim();
  if (!DAY_AND_CLOCK.test(dated) || !hasDay(dated) || !hasClock(dated)) return null;
  const to = findLabel(lines, 'to', at + 2, at + 2 + MAX_BLANKS);
  const subject = to < 0 ? -1 : findLabel(lines, 'subject', to + 1, at + MAX_LINES);
  if (subject < 0) return null;
  const valued = (lines[subject + 1] ?? '').trim() === '' ? subject : subject + 1;
  return { length: valued + 1 - at, from: readCopiedMailbox(writer) };
}

/** The line that is only a label of the kind; -1 if there is none. */
function findLabel(lines: readonly string[], kind: HeaderKind, from: number, to: number): number {
  const label = (line: string): string => line.trim().replace(/\s?[:：]$/, '');
  const found = lines.slice(from, to + 1).findIndex((line) => kindOfLabel(label(line)) === kind);
  return found < 0 ? -1 : from + found;
}

import type { Mailbox } from '../mail.js';
import { measureAttribution } from './attribution.js';
import { isOpening, isShortAttribution } from './attribution-line.js';
import { readCopiedHeader } from './copied-header.js';
import { readNotesHeader } from './notes-header.js';
import { isRule, readSeparator, readTitle } from './separator.js';

/** Introduces another mail: an attribution, a separator line, a header block, or several of them in a row. */
export interface Intro {
  kind: 'attribution' | 'header' | 'original' | 'forward' | 'reply-above';
  /** Lines, including blank ones inside. */
  length: number;
  /** The sender named by a header block. */
  from: Mailbox | null;
}

/** Blank lines between a separator and its header block. */
const MAX_BLANKS = 4;

/**
 * Reads the introduction that starts at a line; null if there is none.
 *
 * @param lines without quote prefixes
 * @param quotedBelow tells whether the first words after a line are quoted by `>`
 */
export function readIntro(
  lines: readonly string[],
  at: number,
  quotedBelow: (line: number) => boolean,
): Intro | null {
  const line = lines[at] ?? '';
  const separator = readSeparator(line);
  if (separator !== null) return withHeader(lines, at, separator);
  if (isRule(line)) return ruleWithIntro(lines, at, quotedBelow);
  const title = readTitle(line);
  const titled = title === null ? null : titleWithHeader(lines, at, title);
  if (titled !== null) return titled;
  const block = readCopiedHeader(lines, at, false) ?? readNotesHeader(lines, at);
  if (block !== null) return { kind: 'header', length: block.length, from: block.from };
  const length = measureAttribution(lines, at, quotedBelow);
  if (length > 0) return { kind: 'attribution', length, from: null };
  const short = quotedBelow(at) && isShortAttribution(line);
  return short && !isOpening(lines[at + 1] ?? '') ? { kind: 'attribution', length: 1, from: null } : null;
}

function withHeader(lines: readonly string[], at: number, kind: Intro['kind'], announced = true): Intro {
  const next = skipBlanks(lines, at + 1);
  const block = kind === 'reply-above' ? null : readCopiedHeader(lines, next, announced);
  if (block === null) return { kind, length: 1, from: null };
  return { kind, length: next - at + block.length, from: block.from };
}

/**
 * A title in an unknown language, or without dashes. Without dashes it needs a whole block below; otherwise a sender
 * with an address, because people draw titles too ("---- Trip ---- / From: Berlin / To: Rome").
 */
function titleWithHeader(lines: readonly string[], at: number, kind: Intro['kind']): Intro | null {
  const below = withHeader(lines, at, kind, kind === 'forward');
  if (below.from === null || (kind === 'forward' && below.from.address === '')) return null;
  return below;
}

/** A drawn line belongs to the introduction right below it (Outlook, Orange, Exchange). */
function ruleWithIntro(
  lines: readonly string[],
  at: number,
  quotedBelow: (line: number) => boolean,
): Intro | null {
  const next = skipBlanks(lines, at + 1);
  if (isRule(lines[next] ?? '') || next >= lines.length) return null;
  const below = readIntro(lines, next, quotedBelow);
  return below === null ? null : { ...below, length: below.length + next - at };
}

function skipBlanks(lines: readonly string[], from: number): number {
  let at = from;
  while (at < from + MAX_BLANKS && at < lines.length && (lines[at] ?? '').trim() === '') at += 1;
  return at;
}

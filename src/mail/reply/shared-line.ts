import { hasDate, isAttribution, isWrittenByProgram } from './attribution-line.js';
import { ATTRIBUTION_OPENING, ATTRIBUTION_VERB } from './attribution-words.js';
import { hasDay } from './day-and-clock.js';
import { isQuoteLine } from './quote-line.js';

/** Where an attribution with an address ends, if words follow on its line. */
const END = new RegExp(`@[^\\s@<>]{3,120}>?\\s{0,2}(?:(?:${ATTRIBUTION_VERB})\\s?)?[:：](?=\\s)`, 'iu');
const OPENING = new RegExp(`(?<=^|\\s)(?:${ATTRIBUTION_OPENING})\\s`, 'gu');
const OPENING_ONLY = new RegExp(`^(?:${ATTRIBUTION_OPENING})\\s*$`, 'u');
/** A full stop behind a shorter word shortens it ("г.", "Di."). */
const SENTENCE_END = /(?:[!?؟。！？]|\p{L}{3}\.)["')]{0,2}\s+$/u;
/** Longer lines are not searched for an attribution inside. */
const MAX_SHARED_LINE = 2_000;
/** An attribution starts within so many characters before its end. */
const MAX_REACH = 260;
const MAX_STARTS = 4;

/**
 * Splits a line such as "Yes. On 1/2/13, Ann <ann@example.com> wrote: Hi" into its three lines, in any language. Yahoo
 * Mail on phones puts the quoted mail right behind the attribution.
 */
export function splitSharedLine(line: string): string[] {
  if (line.length > MAX_SHARED_LINE || !line.includes('@') || isQuoteLine(line)) return [line];
  const found = END.exec(`${line} `);
  if (found === null) return [line];
  const end = found.index + found[0].length;
  const start = findStart(line, end);
  if (start < 0) return [line];
  const parts = [line.slice(0, start), line.slice(start, end), line.slice(end)];
  return parts.filter((part, index) => index === 1 || part.trim() !== '');
}

/** Where the attribution that ends at `end` starts; -1 for none. */
function findStart(line: string, end: number): number {
  const from = Math.max(0, end - MAX_REACH);
  const starts = [...line.slice(from, end).matchAll(OPENING)]
    .map(({ index }) => from + index)
    .slice(-MAX_STARTS)
    .filter((start) => isProgramLine(line.slice(start, end)));
  const inner = starts.pop() ?? -1;
  return starts.reduceRight(
    (start, outer) => (isOneLine(line.slice(outer, start), line.slice(start, end)) ? outer : start),
    inner,
  );
}

function isProgramLine(text: string): boolean {
  return hasDate(text) && isAttribution(text) && isWrittenByProgram(text);
}

/** True if the opening word between belongs to the clock ("في 3 مارس 2026 في 9:00 …"), or follows another one. */
function isOneLine(head: string, rest: string): boolean {
  if (OPENING_ONLY.test(head)) return true;
  return hasDay(head) && !hasDay(rest) && !SENTENCE_END.test(head);
}

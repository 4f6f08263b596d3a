import { hasDate, isAttribution, isWrittenByProgram } from './attribution-line.js';
import { ATTRIBUTION_OPENING, ATTRIBUTION_VERB } from './attribution-words.js';
import { isQuoteLine } from './quote-line.js';

/** Where an attribution with an address ends, if words follow on its line. */
const END = new RegExp(`@[^\\s@<>]{3,120}>?\\s{0,2}(?:(?:${ATTRIBUTION_VERB})\\s?)?[:：](?=\\s)`, 'iu');
const OPENING = new RegExp(`(?<=^|\\s)(?:${ATTRIBUTION_OPENING})\\s`, 'gu');
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

/** The last opening word from which the text up to the end is an attribution; -1 for none. */
function findStart(line: string, end: number): number {
  const from = Math.max(0, end - MAX_REACH);
  const starts = [...line.slice(from, end).matchAll(OPENING)].map(({ index }) => from + index);
  const isStart = (start: number): boolean => {
    const text = line.slice(start, end);
    return hasDate(text) && isAttribution(text) && isWrittenByProgram(text);
  };
  return starts.slice(-MAX_STARTS).findLast(isStart) ?? -1;
}

import { hasDate } from './attribution-line.js';
import { isQuoteLine } from './quote-line.js';

const SHARED_LINE = /(?<=^|\s)On\s(?=[^@]{6,120}@)[^@]{6,120}@[^\s@]{3,120}\s{0,2}wrote:/;
/** Longer lines are not searched for an attribution in their midst. */
const MAX_SHARED_LINE = 2_000;

/** Cuts a line such as "Yes. On 1/2/13, Ann <ann@example.com> wrote: Hi" into its three lines. */
export function splitSharedLine(line: string): string[] {
  if (line.length > MAX_SHARED_LINE || !line.includes('wrote:') || isQuoteLine(line)) return [line];
  const found = SHARED_LINE.exec(line);
  if (found === null || !hasDate(found[0])) return [line];
  const end = found.index + found[0].length;
  const parts = [line.slice(0, found.index), found[0], line.slice(end)];
  return parts.filter((part, index) => index === 1 || part.trim() !== '');
}

import { alternatives } from './phrases.js';
import { PLEASE, REQUESTS } from './asking-words.js';
import { isPersonLine } from './visiting-card.js';

const words = Object.values(REQUESTS).flat();
const stems = words.filter((word) => word.endsWith('*')).map((word) => word.slice(0, -1));
const whole = words.filter((word) => !word.endsWith('*'));
/** A word without a sign of case before or behind it, unless the script has no spaces between words. */
const PLEASE_SAID = new RegExp(
  `(?<![\\p{Script=Latin}\\p{Script=Cyrillic}\\p{Script=Greek}])(?:${alternatives(PLEASE)})(?![\\p{Script=Latin}\\p{Script=Cyrillic}\\p{Script=Greek}])`,
  'iu',
);
const ASKED = new RegExp(
  `(?<![\\p{L}\\p{M}])(?:(?:${alternatives(whole)})(?![\\p{L}\\p{M}-])|(?:${alternatives(stems)}))`,
  'iu',
);

/** True for a line with a "please" in it. */
export function saysPlease(line: string): boolean {
  return PLEASE_SAID.test(line);
}

/** True for a few words that ask the reader for something ("Call back", "Remboursez-moi"), not a "Help Desk". */
export function isRequest(line: string): boolean {
  return saysPlease(line) || (ASKED.test(line) && !isPersonLine(line));
}

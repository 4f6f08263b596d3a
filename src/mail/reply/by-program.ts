import { ATTRIBUTION_VERB as VERB } from './attribution-words.js';
import { hasClock, hasDay } from './day-and-clock.js';
import { PERSONAL_PRONOUNS, PERSONAL_SUBJECTS, UNDIVIDED_PRONOUNS } from './personal-subjects.js';
import { alternatives } from './phrases.js';

const PERSONAL = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${alternatives(PERSONAL_SUBJECTS)})(?![\\p{L}\\p{N}])`,
  'u',
);
const PRONOUN = new RegExp(
  `(?<![\\p{L}\\p{N}@.-])(?:${alternatives(PERSONAL_PRONOUNS)})(?![\\p{L}\\p{N}@.-])|${alternatives(UNDIVIDED_PRONOUNS)}`,
  'u',
);
/** "at 10:30 AM the courier wrote", "schreef de koerier": nobody is named, because names have capitals. */
const NAMELESS = new RegExp(
  `(?:[\\d,]|[AP]\\.?M\\.?)\\s(?:\\p{Ll}[\\p{Ll}’']{0,30}\\s){1,5}\\p{Ll}{3,30}\\s(?:${VERB})[\\s:：]*$|\\s(?:${VERB})\\s\\p{Ll}{2,30}\\s\\p{Ll}{3,30}\\s?[:：]?$`,
  'u',
);
/** First and last name between a comma and the verb. */
const FULL_NAME = new RegExp(`,\\s(?:\\p{Lu}[\\p{L}\\p{M}.'’-]{0,40}\\s){2,5}(?:${VERB})[\\s:：]*$`, 'u');
const BRACKETED = /[<([]\s?(?:mailto:)?[^\s<>()[\]]{1,64}@/u;
const ANGLED = /<[^<>]{0,300}@/u;
const ADJOINING = new RegExp(
  `@[^\\s<>()[\\]]{1,253}\\s{1,2}(?:${VERB})(?![\\p{L}\\p{N}])|(?<![\\p{L}\\p{N}])(?:${VERB})\\s{1,2}[^\\s<>()[\\]]{1,64}@`,
  'iu',
);
/** `On Tue, Mar 3, 2026, Ann wrote:`: a person who cites spells the weekday out or omits it. */
const SHORT_WEEKDAY = /^On (?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),\s/;

/**
 * Distinguishes a mail program's line from the sentence of a person who cites ("On 3 May 2026 your colleague wrote:")
 * where no quote signs follow. A program gives the address in brackets or beside the verb, or else a full name, the
 * time to the minute, or a weekday of three letters.
 *
 * @param text an attribution, with plain spaces and ASCII digits
 */
export function isByProgram(text: string): boolean {
  if (PERSONAL.test(text) || (!ANGLED.test(text) && PRONOUN.test(text))) return false;
  if (!text.includes('@')) {
    if (FULL_NAME.test(text)) return true;
    return hasDay(text) && (hasClock(text) || SHORT_WEEKDAY.test(text)) && !NAMELESS.test(text);
  }
  return BRACKETED.test(text) || ADJOINING.test(text);
}

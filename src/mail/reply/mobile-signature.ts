import { trimEnd } from '../text.js';
import { alternatives } from './phrases.js';
import { MOBILE_ENDINGS, MOBILE_OPENINGS, MOBILE_PRODUCTS, TELEPHONES } from './mobile-phrases.js';

/** Such a line is short; a longer one is prose about phones. */
const MAX_LENGTH = 160;
const MAX_LINE_WITH_LINKS = 2_000;
const MAX_WORDS = 14;
/** "Enviado desde mi móvil", "Von meinem Telefon gesendet": longer, it is prose about telephones. */
const MAX_WORDS_WITH_TELEPHONE = 6;
/** "Sent from my desk is much easier …" is prose: the device comes early in a real one. */
const MAX_WORDS_TO_PRODUCT = 8;

const PRODUCT = new RegExp(`(?<![\\p{Script=Latin}\\p{N}])(?:${alternatives(MOBILE_PRODUCTS)})`, 'iu');
const TELEPHONE = new RegExp(`(?<!\\p{L})(?:${alternatives(TELEPHONES)})`, 'iu');
/** These begin sentences too ("Via telefono non rispondete"). */
const AMBIGUOUS_OPENING = /^(?:via|from my|内|내|나의)(?!\p{L})/iu;
const OPENING = new RegExp(`^(?:${alternatives(MOBILE_OPENINGS)})`, 'iu');
const ENDING = new RegExp(`(?:${alternatives(MOBILE_ENDINGS)})[.!。]?$`, 'iu');
const SENT_FROM_MY = /^sent (?:wirelessly )?from my(?:\s[^\s,;]+){1,4}$/i;
const VIA_MOBILE = /^(?:sent )?(?:via|by|from) (?:my )?(?:mobile|cell|phone|iphone|android)[.!]?$/i;
const SUBORDINATE = /\s(?:is|are|was|were|did|does|not|app to|has|have|and)\s/i;

/** True for a line that a device or mail program adds ("Sent from my iPhone", "Von meinem iPad gesendet"). */
export function isMobileSignature(line: string): boolean {
  if (line.length > MAX_LINE_WITH_LINKS) return false;
  const bare = line
    .replace(
      /<https?:[^\s<>]{0,2000}>|\[https?:[^\s[\]]{0,2000}\]|\(https?:[^\s()]{0,2000}\)|https?:\S{0,2000}/gi,
      '',
    )
    .replace(/[*_~[\]\p{Cf}]/gu, '')
    .replace(/^[\s\-–—({]+/, '');
  const text = trimEnd(bare, /[\s\-–—)}]/);
  if (text.length < 6 || text.length > MAX_LENGTH) return false;
  const words = text.split(/\s+/);
  if (words.length > MAX_WORDS || SUBORDINATE.test(text)) return false;
  if (SENT_FROM_MY.test(trimEnd(text, /[.!]/)) || VIA_MOBILE.test(text)) return true;
  const head = words.slice(0, MAX_WORDS_TO_PRODUCT).join(' ');
  const isFramed = OPENING.test(text) || ENDING.test(text);
  return isFramed && (PRODUCT.test(head) || namesTelephone(text, words.length));
}

function namesTelephone(text: string, words: number): boolean {
  return words <= MAX_WORDS_WITH_TELEPHONE && TELEPHONE.test(text) && !AMBIGUOUS_OPENING.test(text);
}

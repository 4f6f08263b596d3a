import { trimEnd } from '../text.js';
import { alternatives } from './phrases.js';
import { MOBILE_ENDINGS, MOBILE_OPENINGS, MOBILE_PRODUCTS, TELEPHONES } from './mobile-phrases.js';

/** Longer lines are prose about phones. */
const MAX_LENGTH = 160;
const MAX_LINE_WITH_LINKS = 2_000;
const MAX_WORDS = 14;
/** "Enviado desde mi móvil", "Von meinem Telefon gesendet"; longer lines are prose about telephones. */
const MAX_WORDS_WITH_TELEPHONE = 6;
/** In a real one the device comes early, unlike in "Sent from my desk is much easier …". */
const MAX_WORDS_TO_PRODUCT = 8;

const PRODUCT = new RegExp(`(?<![\\p{Script=Latin}\\p{N}])(?:${alternatives(MOBILE_PRODUCTS)})`, 'iu');
const TELEPHONE = new RegExp(`(?<!\\p{L})(?:${alternatives(TELEPHONES)})`, 'iu');
/** Openings that begin sentences too ("Via telefono non rispondete", "Desde mi iPhone no puedo entrar"). */
const AMBIGUOUS_OPENING = /^(?:via|from my|desde mi|内|내|나의)(?!\p{L})/iu;
/** "Desde mi Galaxy S24 Ultra". */
const MAX_WORDS_WHEN_AMBIGUOUS = 5;
/** "Desde mi celular", but not "Via telefono va bene". */
const MAX_WORDS_WITH_TELEPHONE_WHEN_AMBIGUOUS = 3;
/** "Von meinem iPhone gesendet", but not "Ich habe die Fotos vom iPhone gesendet". */
const MAX_WORDS_TO_PRODUCT_BEFORE_ENDING = 3;
/** "Sent by courier on Monday." and "Sent via Pay: 30 EUR" are sentences too. */
const SENTENCE_MARK = /[.!?。]$|[,:;]\s/u;
const MAX_WORDS_AMONG_OTHERS = 8;
const OPENING = new RegExp(`^(?:${alternatives(MOBILE_OPENINGS)})`, 'iu');
const ENDING = new RegExp(`(?:${alternatives(MOBILE_ENDINGS)})[.!。]?$`, 'iu');
const SENT_FROM_MY = /^sent (?:wirelessly )?from my(?:\s[^\s,;]+){1,4}$/i;
const SENT_FROM_MINE = /^sent (?:wirelessly )?from my\s/i;
const VIA_MOBILE = /^(?:sent )?(?:via|by|from) (?:my )?(?:mobile|cell|phone|iphone|android)[.!]?$/i;
const SUBORDINATE = /\s(?:is|are|was|were|did|does|not|app to|has|have|and)\s/i;

/** True for a line added by a device or mail program ("Sent from my iPhone", "Von meinem iPad gesendet"). */
export function isMobileSignature(line: string): boolean {
  if (line.length > MAX_LINE_WITH_LINKS) return false;
  const text = withoutLinks(line);
  if (text.length < 6 || text.length > MAX_LENGTH) return false;
  const words = text.split(/\s+/);
  if (words.length > MAX_WORDS || SUBORDINATE.test(text)) return false;
  if (SENT_FROM_MY.test(trimEnd(text, /[.!]/)) || VIA_MOBILE.test(text)) return true;
  const isOpened = OPENING.test(text) && !isAmbiguous(text, words.length);
  if (!isOpened && !ENDING.test(text)) return false;
  const reach = isOpened ? MAX_WORDS_TO_PRODUCT : MAX_WORDS_TO_PRODUCT_BEFORE_ENDING;
  return PRODUCT.test(words.slice(0, reach).join(' ')) || namesTelephone(text, words.length);
}

/** True if such a line is certain even without blank lines around it, because nothing in it marks a sentence. */
export function isBareMobileSignature(line: string): boolean {
  if (!isMobileSignature(line)) return false;
  const text = withoutLinks(line);
  if (SENT_FROM_MINE.test(text)) return true;
  const words = text.split(/\s+/);
  const unmarked = PRODUCT.test(words.at(-1) ?? '') ? words.slice(0, -1) : words;
  return words.length <= MAX_WORDS_AMONG_OTHERS && !SENTENCE_MARK.test(unmarked.join(' '));
}

/** Removes links in brackets and reduces others to their host ("Sent using https://mail.example/x"). */
function withoutLinks(line: string): string {
  const bare = line
    .replace(/<https?:[^\s<>]{0,2000}>|\[https?:[^\s[\]]{0,2000}\]|\(\s?https?:[^\s()]{0,2000}\s?\)/gi, '')
    .replace(/https?:\/\/([^\s/]{0,200})\S{0,2000}/gi, '$1')
    .replace(/[*_~[\]\p{Cf}]/gu, '')
    .replace(/^[\s\-–—({]+/, '');
  return trimEnd(bare, /[\s\-–—)}]/);
}

function isAmbiguous(text: string, words: number): boolean {
  return AMBIGUOUS_OPENING.test(text) && (words > MAX_WORDS_WHEN_AMBIGUOUS || SENTENCE_MARK.test(text));
}

function namesTelephone(text: string, words: number): boolean {
  const most = AMBIGUOUS_OPENING.test(text)
    ? MAX_WORDS_WITH_TELEPHONE_WHEN_AMBIGUOUS
    : MAX_WORDS_WITH_TELEPHONE;
  return words <= most && TELEPHONE.test(text);
}

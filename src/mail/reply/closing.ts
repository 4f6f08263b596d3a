import { hasContactData, isAfterthought } from './afterthought.js';
import { lastWords } from './last-words.js';
import { alternatives } from './phrases.js';
import { CLOSINGS, THANKS } from './closing-phrases.js';
import { isRequest, saysPlease } from './requests.js';
import type { Sender } from './sender.js';
import { isPersonLine } from './visiting-card.js';

/** A line that closes a mail. */
export interface Closing {
  /** True for a phrase such as "Kind regards", which needs no name; false for thanks, which need one. */
  formal: boolean;
  /** True if the name is on the same line ("Regards, Ann"). */
  named: boolean;
}

const MAX_CLOSING_LENGTH = 90;
/** They follow the wish or the name ("Best 😊", "LG Ann :)"). */
const SMILEYS = /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f|\s[:;]-?[)D](?=\s|$)/gu;
/** Bold in HTML becomes stars in text; capitals have no ß. */
const plain = (words: string): string =>
  words.replace(SMILEYS, '').replace(/[*_]/g, '').replaceAll('ß', 'ss').trim();
const phrase = alternatives([...Object.values(CLOSINGS).flat(), ...THANKS].map(plain));
const NAME = "[\\p{Lu}\\p{Lo}][\\p{L}.'’-]*(?:\\s[\\p{L}.'’-]+){0,3}";
const CLOSING = new RegExp(
  `^(?:${phrase})(?:\\s*(?:[/|&+,]|and|und|et|y|e|och|og)\\s*(?:${phrase}))?(?:\\s*[,،、.。!;:~–—-]+|\\s*$)\\s*(${NAME})?[\\s.,!]*$`,
  'iu',
);
const THANKS_ONLY = new RegExp(`^(?:${alternatives(THANKS)})[\\s,.!]*`, 'iu');
const FORMAL_INSIDE = new RegExp(`(?:${alternatives(['regards', 'grüsse'])})`, 'iu');

/** Parses a closing line; null if it is none. */
export function readClosing(line: string): Closing | null {
  if (line.length > MAX_CLOSING_LENGTH) return null;
  const text = plain(line);
  const found = CLOSING.exec(text);
  if (found === null || isRequest(found[1] ?? '')) return null;
  const formal = !THANKS_ONLY.test(text) || FORMAL_INSIDE.test(text);
  return { formal, named: found[1] !== undefined };
}

/** Wishes that may begin other phrases ("Best Western", "Cheers Ann"). */
const AMBIGUOUS = new Set(['best', 'cheers', 'greetings', 'love', 't', 'yours']);
const wishes = alternatives(
  Object.values(CLOSINGS)
    .flat()
    .filter((wish) => !AMBIGUOUS.has(wish))
    .map(plain),
);
const WISH = new RegExp(`^(?:${wishes})\\s+(?=\\p{L})`, 'iu');
const FIRST_NAME = /^\p{Lu}[\p{L}\p{M}'’-]{0,30}$/u;

/** A paragraph that is a wish directly followed by a name ("Kind regards Ann Lee", "Mvh Ann"). */
function readWish(lines: readonly string[], at: number): Closing | null {
  const text = plain(lines[at] ?? '');
  if (text.length > MAX_CLOSING_LENGTH || (lines[at - 1] ?? '').trim() !== '' || !WISH.test(text))
    return null;
  const name = text.replace(WISH, '');
  return FIRST_NAME.test(name) || isPersonLine(name) ? { formal: true, named: true } : null;
}

/** "aus Berlin", "from the sunny South": up to two small words, then a name of up to three. */
const FROM_PLACE =
  /\s(?:aus|from|uit|från|fra|desde|de|da|z|ze|iz|из|з)(?:\s\p{Ll}{2,20}){0,2}(?:\s\p{Lu}[\p{L}\p{M}'’-]{1,30}){1,3}[\s.,!]*$/u;

/** A wish with its place of origin ("Viele Grüße aus Berlin"), below other words. */
function readWishFromPlace(lines: readonly string[], at: number): Closing | null {
  const line = lines[at] ?? '';
  if (line.length > MAX_CLOSING_LENGTH || !FROM_PLACE.test(line) || lastWords(lines, at) < 0) return null;
  return readClosing(line.replace(FROM_PLACE, ''));
}

/** How French letters close instead of with a wish. */
const FORMULA =
  /^\s*(?:je vous prie|nous vous prions|veuillez|recevez)\s.{0,120}\s(?:salutations|sentiments|considération)(?:\s\p{L}{4,16}){0,3}[\s.,]*$/iu;
const MAX_FORMULA_LENGTH = 200;

function readFormula(line: string): Closing | null {
  return line.length <= MAX_FORMULA_LENGTH && FORMULA.test(line) ? { formal: true, named: false } : null;
}

function readClosingAt(lines: readonly string[], at: number): Closing | null {
  const line = lines[at] ?? '';
  return readClosing(line) ?? readWish(lines, at) ?? readWishFromPlace(lines, at) ?? readFormula(line);
}

const MAX_SIGNATURE_LINES = 10;
/** Companies that must name their register, directors and bank need twice as many lines. */
const MAX_COMPANY_LINES = 24;
const MIN_CONTACT_LINES = 2;
const MAX_SIGNATURE_LINE = 90;
const MAX_NAME_LINE = 50;
/** Words to the reader below the name: the closing above them stays in the reply. */
const POSTSCRIPT =
  /^\s*(?:p\.?\s?s\.?|p\.-s\.|n\.?\s?b\.?|п\.?\s?с\.?)(?:[:\s–-]|$)|^\s*(?:pd|update|edit|addendum|nachtrag|ergänzung|upd|追伸|追記|附言|추신)\s?[:：]/iu;

/** True for a line with further words to the reader below a name ("P.S. …", "Update: …"). */
export function isPostscript(line: string): boolean {
  return POSTSCRIPT.test(line);
}

/**
 * Index of the closing phrase that has only a name and a few short lines below it; `end` if there is none. Above a
 * signature already found, the name must look like one: a bare "Saludos," may be a greeting there, and "Lámpara rota"
 * below it the message.
 */
export function findClosing(lines: readonly string[], end: number, sender: Sender): number {
  const isSigned = lastWords(lines, lines.length) >= end;
  let name = '';
  let below = 0;
  let contacts = 0;
  for (let at = lastWords(lines, end); at >= 0 && below <= MAX_COMPANY_LINES; at = lastWords(lines, at)) {
    const line = lines[at] ?? '';
    const closing = readClosingAt(lines, at);
    if (below > MAX_SIGNATURE_LINES && (contacts < MIN_CONTACT_LINES || closing?.formal === false))
      return end;
    if (
      closing !== null &&
      (name === '' ? closing.formal || closing.named : isNameBelow(closing, name, sender))
    ) {
      if (isSigned && name !== '' && !isPersonLine(name) && /\s/.test(name)) return end;
      return !closing.formal && isGreetingOnly(lines, at) ? end : at;
    }
    if (line.length > MAX_SIGNATURE_LINE || /\?\s*$/.test(line) || isPostscript(line)) return end;
    if ((lines[at - 1] ?? '').trim() === '' && isAfterthought(line, name === '', contacts > 0)) return end;
    name = line.trim();
    below += 1;
    if (hasContactData(line)) contacts += 1;
  }
  return end;
}

/** Below "Kind regards" a single name may end in a full stop; below thanks that could be a sentence ("Done."). */
const NAME_WITH_STOP = /^\p{Lu}[\p{L}\p{M}'’-]{1,30}\.$/u;

/** "i. A. Ann Lee", "ppa. Ann Lee": signed for somebody else. */
const BY_PROXY = /^(?:i\.\s?[av]\.|im auftrag|in vertretung|ppa?\.|p\.\s?p\.|p\.\s?o\.)\s+/i;

/** "Ann Lee | CEO | Example Ltd", "Ann Lee, Head of Sales" */
const BEHIND_NAME = /(?:\s[|•·]|,\s).*$/u;

function isNameBelow(closing: Closing, line: string, sender: Sender): boolean {
  const name = line.replace(BY_PROXY, '').replace(BEHIND_NAME, '');
  if (saysPlease(line) || (isRequest(line) && !sender.isNamedIn(name))) return false;
  if (closing.formal) return isName(name) || NAME_WITH_STOP.test(line);
  return isName(name) && (sender.isNamedIn(name) || !isSpoken(name, sender));
}

const PARTICLES = new Set(
  'de del da di la le van von der den ten bin al y e from at of aus vom team équipe equipe equipo'.split(' '),
);

/** "Please close the ticket" below thanks; below a mail of a known sender, also "Lamp broken". */
function isSpoken(name: string, sender: Sender): boolean {
  const small = name.split(/\s+/).filter((word) => /^\p{Ll}/u.test(word) && !PARTICLES.has(word));
  return /^\p{Lu}/u.test(name) && small.length > (sender.isUnknown ? 1 : 0);
}

/** How sentences begin or end in scripts without capitals, where a short one looks like a name. */
const UNNAMED =
  /^(?:请|請|麻烦|麻煩|נא\s|אנא\s|الرجاء|يرجى|أرجو|من فضلك|لطفا|कृपया|กรุณา|โปรด|ช่วย)|(?:です|ます|ません|ました|でした|ください|下さい|니다|세요|어요|아요|해요|吗|嗎|है|हैं|करें|दें|।)[.!。！]?$/u;

/** Up to two words if the first starts small, otherwise up to four. */
function isName(line: string): boolean {
  if (UNNAMED.test(line)) return false;
  const words = line.split(/\s+/).length;
  const sentence = /[.?!:。！？]$/.test(line) && !/(?:^|[\s.])\p{Lu}\.$/u.test(line);
  return line.length <= MAX_NAME_LINE && words <= (/^\p{Ll}/u.test(line) ? 2 : 4) && !sentence;
}

/** "Hi Bob, / Thanks! / Ann": the thanks are the message. */
function isGreetingOnly(lines: readonly string[], end: number): boolean {
  const at = lastWords(lines, end);
  return at < 0 || (lastWords(lines, at) < 0 && /[,،，]\s*$/.test(lines[at] ?? ''));
}

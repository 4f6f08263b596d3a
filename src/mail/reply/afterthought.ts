import { alternatives } from './phrases.js';
import { ADDRESS_WORDS, CARD_LABELS, CONJUNCTIONS, STREET_ENDINGS } from './card-words.js';

/** A telephone number, a web or mail address anywhere on the line. */
const CONTACT_DATA = /(?:[+(]\d|\d)[\d\s()/.-]{6,24}\d|[^\s@]@[^\s@]+\.\p{L}{2}|(?:https?:\/\/|www\.)\S/u;
/** At least six words with a full stop; as a paragraph below the name, an afterthought for the reader. */
const SENTENCE = /^\s*\p{Lu}[^|]{0,80}(?:\s[^\s|]{1,40}){5}[.!]\s*$/u;
/** Mottos are in quotation marks, data between bars; an address has numbers. */
const NO_AFTERTHOUGHT = /[|"“”„«]|^\s*\d|\d{5}/;
const MIN_AFTERTHOUGHT_WORDS = 5;
const MIN_SMALL_WORDS = 3;

const LABELLED = /^\s*(\p{L}[\p{L}\p{M} .'’/&()-]{0,40}?)\s?[:：]\s*(\S.*)$/u;
const CASED = /[\p{Lu}\p{Ll}]/u;
/** "注文番号：4711", but not a telephone number. */
const EASTERN_NUMBER = /(?<!電話|携帯|电话|手机|전화|휴대폰)\s?(?:番号|号码|號碼|번호)$/u;
/** A mail or web address, or a number that is dialled. */
const REACHED_AT = /@|https?:|www\.|\p{L}\.\p{L}{2,}(?:\/|$)|^(?:\+|\(|0\d+[\s/-])/u;
/** Cells of a line of data, mottos in quotation marks. */
const NO_NUMBERED = /[|•·"“”„«»]/u;
const ADDRESS_WORD = new RegExp(
  `(?:(?<!\\p{L})(?:${alternatives(ADDRESS_WORDS)})|(?:${alternatives(STREET_ENDINGS)}))(?!\\p{L})`,
  'iu',
);
/** A house number with its street, or a postcode with its town. */
const ADDRESS =
  /^\s*\d{1,5}\p{L}?,?(?:\s\p{Lu}[\p{L}\p{M}.'’-]*){2,}|^\s*\p{Lu}[\p{L}\p{M}\s.'’-]*\s\d{1,3}\s?\p{L}?$|(?:\d{4,6}|\d{3}\s\d{2}|\d{2}-\d{3})\s\p{Lu}|\p{Lu}{2}\s\d{4,5}|\p{Lu}{1,2}\d[\d\p{Lu}]?\s?\d\p{Lu}{2}|\d{5}-\d{3}/u;
const MIN_WORDS_IN_SMALL = 3;

/** True for a line with a telephone number, a web or a mail address. */
export function hasContactData(line: string): boolean {
  return CONTACT_DATA.test(line) && !isLabelledData(line);
}

/**
 * True if a paragraph that starts so, below the name of the writer, is for the reader: a sentence, words that start
 * small, or data that no visiting card holds ("Order number: 4711", "2 adults, 1 child").
 *
 * @param isLast it is the last line of the mail
 * @param isInCard contact data follow below
 */
export function isAfterthought(line: string, isLast: boolean, isInCard: boolean): boolean {
  if (!isInCard && (isLabelledData(line) || isNumbered(line) || startsSmall(line))) return true;
  if (CONTACT_DATA.test(line)) return false;
  if (SENTENCE.test(line)) return true;
  if (!isLast || NO_AFTERTHOUGHT.test(line)) return false;
  const words = line.trim().split(/\s+/);
  const small = words.filter((word) => /^\p{Ll}/u.test(word));
  return words.length >= MIN_AFTERTHOUGHT_WORDS && small.length >= MIN_SMALL_WORDS;
}

/** True for a label that no visiting card has, and what it names. */
function isLabelledData(line: string): boolean {
  const [, label = '', value = ''] = LABELLED.exec(line) ?? [];
  if (label === '' || REACHED_AT.test(value)) return false;
  if (!CASED.test(label)) return EASTERN_NUMBER.test(label);
  const words = label.toLowerCase().split(/[^\p{L}\p{M}]+/u);
  return !words.some((word) => CARD_LABELS.has(word));
}

/** True for a number with words that is neither dialled nor part of an address. */
function isNumbered(line: string): boolean {
  if (!/\d/.test(line) || CONTACT_DATA.test(line) || LABELLED.test(line) || NO_NUMBERED.test(line))
    return false;
  return (CASED.test(line) || !/\p{L}/u.test(line)) && !ADDRESS.test(line) && !ADDRESS_WORD.test(line);
}

/** A name or a firm in it belongs to a card ("part of Example Ltd"), except behind "and". */
function startsSmall(line: string): boolean {
  const words = line.trim().split(/\s+/);
  const [first = '', ...others] = words;
  if (words.length < MIN_WORDS_IN_SMALL || !/^\p{Ll}+,?$/u.test(first) || NO_AFTERTHOUGHT.test(line))
    return false;
  if (CONTACT_DATA.test(line) || LABELLED.test(line)) return false;
  return CONJUNCTIONS.has(first.replace(/,$/, '')) || !others.some((word) => /^\P{L}*\p{Lu}/u.test(word));
}

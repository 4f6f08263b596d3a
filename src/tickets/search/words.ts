/**
 * How text becomes words that PostgreSQL can index without any extension and without knowing the language:
 *
 * - Letters are compared without case, width and accents (NFKD; `ß` as `ss`), so `Müller` is found by `muller`.
 * - A letter that has no accent to remove is indexed also as it is typed elsewhere: `Łódź` is found by `lodz` too.
 * - A word is found by its beginning (`Rechn` finds `Rechnung`): queries ask for prefixes, so no stemming is needed.
 * - Scripts without spaces are cut into overlapping pairs (`請求書` is `請求`, `求書`): any part of two characters or more is
 *   found, and the index stays small.
 * - An address is indexed whole and by its parts.
 */

/** Words of one message that are indexed; the tail of a huge mail is not searched. */
const MAX_WORDS = 3_000;
export const MAX_TEXT_CHARS = 100_000;
/** Longer runs are data, not words; their beginning is enough. In bytes, as is the limit of a document. */
const MAX_WORD_BYTES = 60;
/** Words of one query; more do not make it more precise. */
const MAX_QUERY_WORDS = 12;

const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\u30fc]/u;
/** One run of letters, digits and marks, or an address. */
const RUN = /[\p{L}\p{N}\p{M}_]+(?:[.@+'-][\p{L}\p{N}\p{M}_]+)*/gu;

/** Letters that do not consist of a letter and an accent, as they are typed where the keyboard lacks them. */
const TYPED: Readonly<Record<string, string>> = {
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ħ: 'h',
  ı: 'i',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
};
const TO_BE_TYPED = new RegExp(`[${Object.keys(TYPED).join('')}]`, 'g');

/** Distinct words of a text, for the index. */
export function wordsOf(text: string): string[] {
  const words = new Set<string>();
  for (const run of new Set(fold(text.slice(0, MAX_TEXT_CHARS)).match(RUN))) {
    for (const word of [run, typed(run)].flatMap(cut)) words.add(beginningOf(word));
    if (words.size >= MAX_WORDS) break;
  }
  return [...words].slice(0, MAX_WORDS);
}

/** Distinct words of a search; none when the text holds no word. */
export function termsOf(text: string): string[] {
  const terms = (fold(text).match(RUN) ?? []).flatMap(queryWords).slice(0, MAX_QUERY_WORDS);
  return [...new Set(terms.map(beginningOf))];
}

/**
 * A PostgreSQL `tsquery` of all terms, each as the beginning of a word. A single letter or digit must be a whole word,
 * because half of all words begin with it.
 *
 * @param before what every word in the index begins with
 */
export function toQuery(terms: string[], before = ''): string {
  // quoted, and no term contains a quote or backslash: nothing in it is taken for an operator
  return terms.map((term) => `'${before}${term}'${/^\w$/.test(term) ? '' : ':*'}`).join(' & ');
}

/** An address is looked up whole: its parts alone would find everybody in the domain. */
function queryWords(run: string): string[] {
  if (run.includes('@')) return [run.replaceAll("'", '')];
  return cut(run).filter((word) => word !== run || !/[.+'-]/.test(run));
}

function cut(run: string): string[] {
  const parts = run.split(/[.@+'-]/).flatMap((part) => (UNSPACED.test(part) ? cutUnspaced(part) : [part]));
  return run.includes('@') ? [run.replaceAll("'", ''), ...parts] : parts;
}

/** Pairs within unspaced runs; letters and digits between them stay words. */
function cutUnspaced(part: string): string[] {
  const words: string[] = [];
  let spaced = '';
  let before = '';
  for (const character of part) {
    const isUnspaced = UNSPACED.test(character);
    if (isUnspaced && before !== '') words.push(before + character);
    if (isUnspaced && spaced !== '') words.push(spaced);
    spaced = isUnspaced ? '' : spaced + character;
    before = isUnspaced ? character : '';
  }
  if (spaced !== '') words.push(spaced);
  return words.length === 0 ? [part] : words;
}

const encoder = new TextEncoder();
const beginning = new Uint8Array(MAX_WORD_BYTES);
/** In UTF-8, per unit of a string. */
const MAX_BYTES_A_UNIT = 3;

/** As many whole characters as there is room for. */
function beginningOf(word: string): string {
  if (word.length * MAX_BYTES_A_UNIT <= MAX_WORD_BYTES) return word;
  return word.slice(0, encoder.encodeInto(word, beginning).read);
}

const typed = (run: string): string => run.replaceAll(TO_BE_TYPED, (letter) => TYPED[letter]!);

function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .normalize('NFC');
}

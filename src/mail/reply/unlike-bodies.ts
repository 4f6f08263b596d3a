import { type HtmlLine } from '../html/html-lines.js';

/** Letters of a sample: few enough to survive what a client changes, too many to be met by chance. */
const SAMPLE_LENGTH = 8;
const MAX_SAMPLES = 32;
/** Of the samples of a text, what an HTML version of it has at the least. */
const MIN_SHARE = 0.5;
/** Characters of the plain text that are looked at. */
const MAX_TEXT_LENGTH = 20_000;

const NOT_SAID = /\bhttps?:\S+|\bmailto:\S+|[^\p{L}\p{N}]+/gu;

/**
 * Whether a plain text says something of its own, as a gateway's warning before a mail of HTML does, or is a version
 * of the HTML behind it all the same, as programs send it that know no multipart/alternative. Samples from all over
 * the text are looked for, as versions differ in links, line breaks and length.
 */
export function saysSomethingElse(text: string, html: readonly HtmlLine[]): boolean {
  const said = lettersOf(text.slice(0, MAX_TEXT_LENGTH));
  const shown = lettersOf(html.map((line) => line.text).join('\n'));
  if (said === '' || shown === '') return false;
  const samples = samplesOf(said);
  return samples.filter((sample) => shown.includes(sample)).length < samples.length * MIN_SHARE;
}

function lettersOf(words: string): string {
  return words.normalize('NFKC').toLowerCase().replace(NOT_SAID, '');
}

/** Evenly from the start to the end. */
function samplesOf(letters: string): string[] {
  const count = Math.min(MAX_SAMPLES, Math.max(1, Math.floor(letters.length / SAMPLE_LENGTH)));
  const step = count === 1 ? 0 : (letters.length - SAMPLE_LENGTH) / (count - 1);
  return Array.from({ length: count }, (_, index) => {
    const start = Math.floor(index * step);
    return letters.slice(start, start + SAMPLE_LENGTH);
  });
}

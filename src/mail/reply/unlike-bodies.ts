/** Letters of a sample: short enough to survive a client's changes, too long to match by chance. */
export const SAMPLE_LENGTH = 8;
const MAX_SAMPLES = 32;
/** The least share of a text's samples that an HTML version of it contains. */
const MIN_SHARE = 0.5;
/** Characters examined of the text. */
const MAX_TEXT_LENGTH = 20_000;

const NOT_SAID = /\bhttps?:\S+|\bmailto:\S+|[^\p{L}\p{N}]+/gu;

/**
 * True if a text says something of its own, such as a gateway's warning before an HTML mail. False if it is a version
 * of the other one, as sent by programs without multipart/alternative. Versions differ in links, line breaks and
 * length, so samples from the whole text are compared.
 */
export function saysSomethingElse(text: string, other: string): boolean {
  const said = lettersOf(text.slice(0, MAX_TEXT_LENGTH));
  const shown = lettersOf(other);
  if (said === '' || shown === '') return false;
  const samples = samplesOf(said);
  return samples.filter((sample) => shown.includes(sample)).length < samples.length * MIN_SHARE;
}

/** The letters and digits of a text without its links, in lower case. */
export function lettersOf(words: string): string {
  return words.normalize('NFKC').toLowerCase().replace(NOT_SAID, '');
}

/** Evenly spaced from the start to the end. */
function samplesOf(letters: string): string[] {
  const count = Math.min(MAX_SAMPLES, Math.max(1, Math.floor(letters.length / SAMPLE_LENGTH)));
  const step = count === 1 ? 0 : (letters.length - SAMPLE_LENGTH) / (count - 1);
  return Array.from({ length: count }, (_, index) => {
    const start = Math.floor(index * step);
    return letters.slice(start, start + SAMPLE_LENGTH);
  });
}

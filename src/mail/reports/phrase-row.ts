import { withoutAccents } from '../text.js';

/** Phrases with which mail systems give one reason. */
export interface PhraseRow<R extends string = string> {
  reason: R;
  /** The status for the reason, if there are only words. */
  status: string;
  pattern: RegExp;
}

/**
 * `phrases` are sources of regular expressions: alternatives on one or several lines; blanks around a line are ignored.
 * Gaps are bounded (`.{0,40}`) to keep matching linear in the text. Accents are ignored, because replies are 7-bit
 * (RFC 5321 §2.4) and say `buzon lleno`.
 */
export function row<const R extends string>(reason: R, status: string, phrases: string): PhraseRow<R> {
  const sources = phrases.split('\n').map((line) => line.trim());
  return { reason, status, pattern: unaccented(sources.filter((source) => source !== '')) };
}

/** Matches any of the `sources` in a text that went through `withoutAccents`. */
export function unaccented(sources: string[]): RegExp {
  return new RegExp(withoutAccents(sources.join('|')), 'iu');
}

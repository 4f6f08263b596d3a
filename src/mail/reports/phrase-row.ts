import { withoutAccents } from '../text.js';

/** Phrases by which mail systems tell one reason. */
export interface PhraseRow<R extends string = string> {
  reason: R;
  /** Status that stands for the reason where only words speak. */
  status: string;
  pattern: RegExp;
}

/**
 * `phrases` are sources of regular expressions, alternatives on one line or several; blanks around a line do not count.
 * Gaps in them are bounded (`.{0,40}`), so that matching stays linear in the text. They are compared without accents,
 * as replies are 7-bit (RFC 5321 §2.4) and tell of a `buzon lleno`.
 */
export function row<const R extends string>(reason: R, status: string, phrases: string): PhraseRow<R> {
  const sources = phrases.split('\n').map((line) => line.trim());
  return { reason, status, pattern: unaccented(sources.filter((source) => source !== '')) };
}

/** Matches any of the `sources` in a text that went through `withoutAccents`. */
export function unaccented(sources: string[]): RegExp {
  return new RegExp(withoutAccents(sources.join('|')), 'iu');
}

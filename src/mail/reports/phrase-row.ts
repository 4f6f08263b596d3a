/** Phrases by which mail systems tell one reason. */
export interface PhraseRow<R extends string = string> {
  reason: R;
  /** Status that stands for the reason where only words speak. */
  status: string;
  pattern: RegExp;
}

/**
 * `phrases` are sources of regular expressions, alternatives on one line or several; blanks around a line do not count.
 * Gaps in them are bounded (`.{0,40}`), so that matching stays linear in the text.
 */
export function row<const R extends string>(reason: R, status: string, phrases: string): PhraseRow<R> {
  const sources = phrases.split('\n').map((line) => line.trim());
  return { reason, status, pattern: new RegExp(sources.filter((source) => source !== '').join('|'), 'iu') };
}

import { FAILURE_REASONS } from './failure-reasons.js';

/** Cisco gateways put their own guess before the remote words: `5.1.0 - Unknown address error 550-'…'`. */
const WRAPPER = /^\d\.\d\.\d - [a-z ]{3,60}(?=[45]\d\d[- ])/i;

/** The reason that the words of a mail system tell; null when they tell none. */
export function reasonOfWords(words: string): string | null {
  const bare = words.replace(/\s+/g, ' ').trim().replace(WRAPPER, '');
  if (bare === '') return null;
  return FAILURE_REASONS.find((row) => row.pattern.test(bare))?.reason ?? null;
}

/** The reason that `words` tell, worked out once however many recipients ask. */
export function reasonOnce(words: string): () => string | null {
  let reason: string | null | undefined;
  return () => (reason === undefined ? (reason = reasonOfWords(words)) : reason);
}

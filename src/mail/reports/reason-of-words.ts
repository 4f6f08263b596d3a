import { bareWords, startOfReply } from './bare-words.js';
import { FAILURE_REASONS } from './failure-reasons.js';

/**
 * The reason given by the words of a mail system, or null. A reply takes precedence over the words around it: "the
 * server has answered: 550 mailbox rejected" says nothing about servers. `names` are the recipient's addresses, `ours` those
 * of whom the report came to.
 */
export function reasonOfWords(words: string, names: string[] = [], ours: string[] = []): string | null {
  const bare = bareWords(words, names, ours);
  const start = startOfReply(bare);
  return (start > 0 ? firstReason(bare.slice(start)) : null) ?? firstReason(bare);
}

function firstReason(bare: string): string | null {
  if (bare === '') return null;
  return FAILURE_REASONS.find((row) => row.pattern.test(bare))?.reason ?? null;
}

/**
 * The reason given by a whole notice, computed once for all recipients. No reply in it takes precedence over the words
 * around it: Sendmail ends with a reply of its own, "554 Service unavailable".
 */
export function reasonOnce(notice: string): () => string | null {
  let reason: string | null | undefined;
  return () => (reason === undefined ? (reason = firstReason(bareWords(notice, []))) : reason);
}

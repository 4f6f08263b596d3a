import type { EntityManager } from 'typeorm';
import type { Sender } from './matcher.js';

/** Reply addresses that do not verify, of one sender in an hour: a mail program makes none, a person mistypes one. */
const MAX_FORGED_AN_HOUR = 10;

/**
 * True when a sender has tried so many reply addresses that none is believed any more, for an hour. What was forged in the
 * name of somebody who is proven counts only when it was proven too: nobody can shut out another.
 */
export async function isGuessing(tx: EntityManager, { address, proof }: Sender): Promise<boolean> {
  if (address === null) return false;
  const forged: unknown[] = await tx.query(
    `SELECT FROM messages
     WHERE lower(from_address) = $1 AND received_at > now() - interval '1 hour'
       AND trace->0->>'reason' IN ('reply_address_forged', 'reply_address_guessed')
       AND ($2 <> 'pass' OR authentication->>'dmarc' = 'pass')
     LIMIT ${MAX_FORGED_AN_HOUR}`,
    [address, proof],
  );
  return forged.length >= MAX_FORGED_AN_HOUR;
}

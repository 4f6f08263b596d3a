import { type Sql, sql } from '../../platform/database/sql.js';
import { spellingsOf } from '../../suppressions/address-key.js';
import type { SenderProof } from '../identity/sender-proof.js';

/** Reply addresses that do not verify, of one sender in an hour: a mail program makes none, a person mistypes one. */
const MAX_FORGED_AN_HOUR = 10;

/** True when a sender has tried so many reply addresses that none is believed any more, for an hour. */
export const isGuessing = (forged: number): boolean => forged >= MAX_FORGED_AN_HOUR;

/**
 * How many there were, counted no further than it matters. What was forged in the name of somebody who is proven counts
 * only when it was proven too: nobody can shut out another.
 */
export const countForged = (address: string | null, proof: SenderProof): Sql => sql`
  SELECT count(*)::int FROM (
    SELECT FROM messages
    WHERE lower(from_address) = ANY(${spellingsOf(address === null ? [] : [address])}::text[]) AND received_at > now() - interval '1 hour'
      AND trace->0->>'reason' IN ('reply_address_forged', 'reply_address_guessed')
      AND (${proof}::text <> 'pass' OR authentication->>'dmarc' = 'pass')
    LIMIT ${MAX_FORGED_AN_HOUR}::int
  ) AS forged`;

import { type Sql, sql } from '../../platform/database/sql.js';
import { spellingsOf } from '../../suppressions/address-key.js';
import type { SenderProof } from '../identity/sender-proof.js';

/** This many forged reply addresses in an hour are guessing: a mail program makes none, a person mistypes one. */
const MAX_FORGED_AN_HOUR = 10;

/** True if a sender has tried so many forged reply addresses that not even a genuine one is believed for an hour. */
export const isGuessing = (forged: number): boolean => forged >= MAX_FORGED_AN_HOUR;

/**
 * A sender's forged reply addresses within an hour, counted up to that limit. For a proven sender, only forgeries that
 * were proven too count, so nobody can shut out somebody else.
 */
export const countForged = (address: string | null, proof: SenderProof): Sql => sql`
  SELECT count(*)::int FROM (
    SELECT FROM messages
    WHERE lower(from_address) = ANY(${spellingsOf(address === null ? [] : [address])}::text[]) AND received_at > now() - interval '1 hour'
      AND trace->0->>'reason' IN ('reply_address_forged', 'reply_address_guessed')
      AND (${proof}::text <> 'pass' OR authentication->>'dmarc' = 'pass')
    LIMIT ${MAX_FORGED_AN_HOUR}::int
  ) AS forged`;

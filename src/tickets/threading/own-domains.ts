import { type Sql, sql } from '../../platform/database/sql.js';
import type { ReplyClaim } from './reply-address.js';

/**
 * An array of those domains of misshapen reply addresses from which our replies are sent, or to which they are answered.
 * While no mailbox has an address nobody knows ours, and each may be one.
 */
export function findOwnDomains(claims: ReplyClaim[]): Sql {
  const domains = claims.flatMap((claim) => (claim.kind === 'misshapen' ? [claim.domain] : []));
  if (domains.length === 0) return sql`'{}'::text[]`;
  return sql`ARRAY(
    SELECT domain FROM unnest(${domains}::text[]) AS domain
    WHERE EXISTS (SELECT FROM mailboxes WHERE domain IN (reply_domain, substring(address FROM '[^@]*$')))
       OR NOT EXISTS (SELECT FROM mailboxes WHERE address IS NOT NULL))`;
}

/** Whether this is to be taken for a reply address of ours. */
export const isOfOurs = (claim: ReplyClaim, ownDomains: string[]): boolean =>
  claim.kind !== 'misshapen' || ownDomains.includes(claim.domain);

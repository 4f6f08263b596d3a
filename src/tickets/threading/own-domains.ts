import { type Sql, sql } from '../../platform/database/sql.js';
import type { ReplyClaim } from './reply-address.js';

/**
 * An array of those domains of misshapen reply addresses that our replies are sent from or answered to. While no
 * mailbox has an address, our domains are not known, and each of them may be ours.
 */
export function findOwnDomains(claims: ReplyClaim[]): Sql {
  const domains = claims.flatMap((claim) => (claim.kind === 'misshapen' ? [claim.domain] : []));
  if (domains.length === 0) return sql`'{}'::text[]`;
  return sql`ARRAY(
    SELECT domain FROM unnest(${domains}::text[]) AS domain
    WHERE EXISTS (SELECT FROM mailboxes WHERE domain IN (reply_domain, substring(address FROM '[^@]*$')))
       OR NOT EXISTS (SELECT FROM mailboxes WHERE address IS NOT NULL))`;
}

/** Whether this counts as a reply address of ours. */
export const isOfOurs = (claim: ReplyClaim, ownDomains: string[]): boolean =>
  claim.kind !== 'misshapen' || ownDomains.includes(claim.domain);

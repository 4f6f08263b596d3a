import { type Sql, sql } from '../../platform/database/sql.js';
import type { PointedTicket } from '../threading/pointed-tickets.js';
import { patternsFitting } from './address-pattern.js';

/** Which recipient led where, kept on the message. */
export interface RoutingStep {
  recipient: string;
  /** Null: no pattern fits any recipient, so the mail goes to the catch-all. */
  pattern: string | null;
  mailbox_id: string;
}

export interface Route {
  /** The mailboxes that the mail belongs to, the first of them its own; never empty. */
  mailboxIds: string[];
  isCatchAll: boolean;
  steps: RoutingStep[];
}

/** A pattern that some recipient fits. */
export interface Hit {
  pattern: string;
  mailbox_id: string;
  position: number;
}

/** A JSON array of `Hit`. */
export const findHits = (recipients: string[]): Sql => sql`
  SELECT coalesce(json_agg(hit), '[]')
  FROM (SELECT pattern.pattern, pattern.mailbox_id, mailbox.position
        FROM mailbox_patterns AS pattern JOIN mailboxes AS mailbox ON mailbox.id = pattern.mailbox_id
        WHERE pattern.pattern = ANY(${[...new Set(recipients.flatMap(patternsFitting))]}::text[])) AS hit`;

/**
 * Finds the mailboxes that a mail is for: by the most exact pattern of each recipient, in the order of positions, then
 * of recipients. A mail that came only to genuine reply addresses is for the mailboxes of the tickets it answers, even
 * if a pattern covers the whole domain of such addresses; that pattern counts if the tickets are gone.
 *
 * @param replyAddresses those of the recipients that are genuine reply addresses
 */
export function routeMail(
  recipients: string[],
  replyAddresses: string[],
  { hits, pointed, catchAllId }: { hits: Hit[]; pointed: PointedTicket[]; catchAllId: string },
): Route {
  const others = recipients.filter((recipient) => !replyAddresses.includes(recipient));
  return (
    byPattern(others, hits) ??
    byReplyAddress(pointed) ??
    byPattern(recipients, hits) ??
    catchAll(catchAllId, recipients)
  );
}

function byPattern(recipients: string[], hits: Hit[]): Route | null {
  const hitOf = new Map(hits.map((hit) => [hit.pattern, hit]));
  const found = recipients.flatMap((recipient) => {
    const pattern = patternsFitting(recipient).find((candidate) => hitOf.has(candidate));
    return pattern === undefined ? [] : [{ recipient, ...hitOf.get(pattern)! }];
  });
  if (found.length === 0) return null;
  found.sort((a, b) => a.position - b.position);
  return {
    mailboxIds: [...new Set(found.map(({ mailbox_id }) => mailbox_id))],
    isCatchAll: false,
    steps: found.map(({ recipient, pattern, mailbox_id }) => ({ recipient, pattern, mailbox_id })),
  };
}

function byReplyAddress(pointed: PointedTicket[]): Route | null {
  const answered = pointed.filter(({ by }) => by === 'reply_address');
  if (answered.length === 0) return null;
  const mailboxIds = [...new Set(answered.map(({ mailbox_id }) => mailbox_id))].sort();
  return { mailboxIds, isCatchAll: answered.every(({ is_catch_all }) => is_catch_all), steps: [] };
}

function catchAll(mailbox_id: string, recipients: string[]): Route {
  const steps = recipients.map((recipient) => ({ recipient, pattern: null, mailbox_id }));
  return { mailboxIds: [mailbox_id], isCatchAll: true, steps };
}

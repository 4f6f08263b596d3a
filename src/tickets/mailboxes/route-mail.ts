import type { EntityManager } from 'typeorm';
import type { ReplyClaim } from '../threading/reply-address.js';
import { patternsFitting } from './address-pattern.js';

/** Which recipient led where, kept on the message. */
export interface RoutingStep {
  recipient: string;
  /** Null: the catch-all, since no pattern fits any recipient. */
  pattern: string | null;
  mailbox_id: string;
}

export interface Route {
  /** The mailboxes that the mail belongs to, the first of them its own; never empty. */
  mailboxIds: string[];
  isCatchAll: boolean;
  steps: RoutingStep[];
}

interface Hit {
  pattern: string;
  mailbox_id: string;
  position: number;
}

/**
 * Finds the mailboxes that a mail is for: for each recipient the most exact pattern, over all of them the lowest
 * position first, then the order of recipients. A mail that came to nothing but a genuine reply address is for the
 * mailbox of the ticket that it answers.
 */
export async function routeMail(
  tx: EntityManager,
  recipients: string[],
  replyClaims: ReplyClaim[],
): Promise<Route> {
  const fitting = recipients.map(patternsFitting);
  const hits: Hit[] = await tx.query(
    `SELECT pattern.pattern, pattern.mailbox_id, mailbox.position
     FROM mailbox_patterns AS pattern JOIN mailboxes AS mailbox ON mailbox.id = pattern.mailbox_id
     WHERE pattern.pattern = ANY($1)`,
    [[...new Set(fitting.flat())]],
  );
  const byPattern = new Map(hits.map((hit) => [hit.pattern, hit]));
  const found = recipients.flatMap((recipient, index) => {
    const pattern = fitting[index]!.find((candidate) => byPattern.has(candidate));
    return pattern === undefined ? [] : [{ recipient, ...byPattern.get(pattern)! }];
  });
  if (found.length === 0) return (await byReplyAddress(tx, replyClaims)) ?? catchAll(tx, recipients);
  found.sort((a, b) => a.position - b.position);
  return {
    mailboxIds: [...new Set(found.map(({ mailbox_id }) => mailbox_id))],
    isCatchAll: false,
    steps: found.map(({ recipient, pattern, mailbox_id }) => ({ recipient, pattern, mailbox_id })),
  };
}

async function byReplyAddress(tx: EntityManager, replyClaims: ReplyClaim[]): Promise<Route | null> {
  const ticketIds = replyClaims.flatMap((claim) => (claim.kind === 'genuine' ? [claim.ticketId] : []));
  if (ticketIds.length === 0) return null;
  const rows: { mailbox_id: string; is_catch_all: boolean }[] = await tx.query(
    `SELECT DISTINCT root.mailbox_id, mailbox.is_catch_all
     FROM tickets AS ticket JOIN tickets AS root ON root.id = ticket.root_id
     JOIN mailboxes AS mailbox ON mailbox.id = root.mailbox_id
     WHERE ticket.id = ANY($1::uuid[]) ORDER BY mailbox_id`,
    [ticketIds],
  );
  if (rows.length === 0) return null;
  const mailboxIds = rows.map(({ mailbox_id }) => mailbox_id);
  return { mailboxIds, isCatchAll: rows.every(({ is_catch_all }) => is_catch_all), steps: [] };
}

async function catchAll(tx: EntityManager, recipients: string[]): Promise<Route> {
  const rows: { id: string }[] = await tx.query('SELECT id FROM mailboxes WHERE is_catch_all');
  const mailbox_id = rows[0]!.id;
  const steps = recipients.map((recipient) => ({ recipient, pattern: null, mailbox_id }));
  return { mailboxIds: [mailbox_id], isCatchAll: true, steps };
}

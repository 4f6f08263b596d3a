import { type Claim, judgeClaims, participates, withinReach } from './claim.js';
import { isGuessing } from './guessing.js';
import { findTicketsKnowing } from './known-message-ids.js';
import type { Matcher } from './matcher.js';
import { numbersIn } from './subject.js';

/**
 * The mail was sent to a reply address that we signed. A forged one ends the search: who tampers with one proof is
 * not asked for a weaker one, and who tampers again and again is not believed the real one either.
 */
export const answersReplyAddress: Matcher = async (tx, { replyClaims, sender }) => {
  const matcher = 'reply_address';
  const saw = { reply_addresses: replyClaims.length };
  if (replyClaims.some(({ kind }) => kind === 'forged')) {
    return { matcher, verdict: 'refused', reason: 'reply_address_forged', ticket_id: null, saw };
  }
  if (replyClaims.length > 0 && (await isGuessing(tx, sender))) {
    return { matcher, verdict: 'refused', reason: 'reply_address_guessed', ticket_id: null, saw };
  }
  const ticketIds = replyClaims.flatMap((claim) => (claim.kind === 'genuine' ? [claim.ticketId] : []));
  const rows: { ticket_id: string; participates: boolean }[] =
    ticketIds.length === 0
      ? []
      : await tx.query(
          `SELECT ticket.root_id AS ticket_id, ${participates('ticket.root_id', '$2')} AS participates
           FROM tickets AS ticket WHERE ticket.id = ANY($1::uuid[]) ORDER BY ticket.id DESC`,
          [ticketIds, sender.addresses],
        );
  return judgeClaims(matcher, rows.map(toClaim), sender, { saw, shows: () => ({}) });
};

/**
 * The mail answers a message that one of our tickets has, sent or received: In-Reply-To first, then References newest
 * first (RFC 5322 §3.6.4), because clients that rewrite References still set In-Reply-To right.
 */
export const answersKnownMessage: Matcher = async (tx, question) => {
  const ids = unique([...question.inReplyTo, ...[...question.references].reverse()]);
  const known = await findTicketsKnowing(tx, ids, question);
  return judgeClaims(
    'answers_known_message',
    known.filter(({ isOwn }) => isOwn),
    question.sender,
    { saw: { message_ids: ids }, shows: ({ messageId }) => ({ matched: messageId }) },
  );
};

/**
 * One of our tickets has mentioned this mail, or a mail that this one mentions: it comes out of order, or people
 * went on among themselves and then wrote to us again.
 */
export const sharesMentionedMessage: Matcher = async (tx, question) => {
  const ids = unique([question.messageId, ...question.inReplyTo, ...[...question.references].reverse()]);
  const known = await findTicketsKnowing(tx, ids, question);
  const saw = { message_ids: ids };
  const shows = ({ messageId }: { messageId: string }) => ({ matched: messageId });
  return judgeClaims('shares_mentioned_message', known, question.sender, { saw, shows });
};

/** The subject names a ticket as `[#123]`. Numbers can be guessed, so the sender must be proven. */
export const namesTicketNumber: Matcher = async (tx, { subject, sender, mailboxIds }) => {
  const numbers = numbersIn(subject);
  const rows: { ticket_id: string; participates: boolean }[] =
    numbers.length === 0
      ? []
      : await tx.query(
          `SELECT ticket.root_id AS ticket_id, ${participates('ticket.root_id', '$2')} AS participates
           FROM tickets AS ticket
           WHERE ticket.number = ANY($1::bigint[]) AND ${withinReach('ticket.mailbox_ids', '$3')}
           ORDER BY ticket.number DESC`,
          [numbers, sender.addresses, mailboxIds],
        );
  const evidence = { saw: { numbers }, shows: () => ({}), needsProof: true };
  return judgeClaims('subject_number', rows.map(toClaim), sender, evidence);
};

function toClaim(row: { ticket_id: string; participates: boolean }): Claim {
  return { ticketId: row.ticket_id, senderParticipates: row.participates };
}

function unique(ids: string[]): string[] {
  return [...new Set(ids)];
}

import { type Claim, isWithinReach, judgeClaims } from './claim.js';
import { isGuessing } from './guessing.js';
import type { Matcher, ThreadQuestion } from './matcher.js';
import type { PointedTicket } from './pointed-tickets.js';
import { numbersIn } from './subject.js';

/**
 * The mail was sent to a reply address that we signed. A forged one ends the search: a sender who tampers with one
 * proof gets no chance with a weaker one. After many forged ones, not even a genuine one is believed.
 */
export const answersReplyAddress: Matcher = (question) => {
  const { replyClaims, sender, pointed, forged } = question;
  const matcher = 'reply_address';
  const saw = { reply_addresses: replyClaims.length };
  if (replyClaims.some(({ kind }) => kind !== 'genuine')) {
    return { matcher, verdict: 'refused', reason: 'reply_address_forged', ticket_id: null, saw };
  }
  if (replyClaims.length > 0 && isGuessing(forged)) {
    return { matcher, verdict: 'refused', reason: 'reply_address_guessed', ticket_id: null, saw };
  }
  const tickets = pointed.filter(({ by }) => by === 'reply_address').map(toClaim);
  const claims: (Claim & { messageId?: string })[] = [...answeredElsewhere(tickets, question), ...tickets];
  const shows = ({ messageId: matched }: { messageId?: string }) =>
    matched === undefined ? {} : { matched };
  return judgeClaims(matcher, claims, sender, { saw, shows });
};

/**
 * The tickets that have the message a mail answers, if the claimed tickets no longer have it: it was split off, and its
 * reply address still names the ticket in which it was written.
 */
function answeredElsewhere(claimed: Claim[], question: ThreadQuestion): (Claim & { messageId: string })[] {
  if (claimed.length === 0) return [];
  const known = ticketsKnowing(question.inReplyTo, question).filter(({ isOwn }) => isOwn);
  const isClaimed = ({ ticketId }: Claim) => claimed.some((claim) => claim.ticketId === ticketId);
  return known.some(isClaimed) ? [] : known;
}

/**
 * The mail answers a message, sent or received, in one of our tickets: In-Reply-To first, then References newest first
 * (RFC 5322 §3.6.4), because clients that rewrite References still set In-Reply-To correctly.
 */
export const answersKnownMessage: Matcher = (question) => {
  const ids = mentionedIds(question);
  const known = ticketsKnowing(ids, question);
  return judgeClaims(
    'answers_known_message',
    known.filter(({ isOwn }) => isOwn),
    question.sender,
    { saw: { message_ids: ids }, shows: ({ messageId }) => ({ matched: messageId }) },
  );
};

/**
 * One of our tickets mentions this mail, or a mail that this one mentions: mails came out of order, or people went on
 * among themselves and then wrote to us again.
 */
export const sharesMentionedMessage: Matcher = (question) => {
  const ids = askedIds(question);
  const known = ticketsKnowing(ids, question);
  const saw = { message_ids: ids };
  const shows = ({ messageId }: { messageId: string }) => ({ matched: messageId });
  return judgeClaims('shares_mentioned_message', known, question.sender, { saw, shows });
};

/** The subject names a ticket as `[#123]`. Numbers can be guessed, so the sender must be proven. */
export const namesTicketNumber: Matcher = ({ subject, sender, pointed, mailboxIds, catchAllId }) => {
  const tickets = pointed.filter(
    ({ by, mailbox_ids }) => by === 'number' && isWithinReach(mailbox_ids, mailboxIds, catchAllId),
  );
  const evidence = { saw: { numbers: numbersIn(subject) }, shows: () => ({}), needsProof: true };
  return judgeClaims('subject_number', tickets.map(toClaim), sender, evidence);
};

/** Message-IDs that a mail mentions, each once, the strongest first. */
function mentionedIds({ inReplyTo, references }: Pick<ThreadQuestion, 'inReplyTo' | 'references'>): string[] {
  return [...new Set([...inReplyTo, ...[...references].reverse()])];
}

/** A mail's own Message-ID and those it mentions: all that tickets are looked up by. */
export function askedIds(mail: Pick<ThreadQuestion, 'messageId' | 'inReplyTo' | 'references'>): string[] {
  return [...new Set([mail.messageId, ...mentionedIds(mail)])];
}

/**
 * Tickets that know any of these ids, in the order of the ids. A ticket in another team's mailbox does not count; the
 * catch-all belongs to no team, so it has no such boundary.
 */
function ticketsKnowing(
  ids: string[],
  question: ThreadQuestion,
): (Claim & { messageId: string; isOwn: boolean })[] {
  const asked = askedIds(question);
  const known = question.pointed.filter(
    ({ by, mailbox_ids }) =>
      by === 'message_id' && isWithinReach(mailbox_ids, question.mailboxIds, question.catchAllId),
  );
  return ids.flatMap((messageId) =>
    known
      .filter(({ position }) => asked[position - 1] === messageId)
      .map((ticket) => ({ ...toClaim(ticket), messageId, isOwn: ticket.is_own })),
  );
}

function toClaim({ ticket_id: ticketId, participates: senderParticipates }: PointedTicket): Claim {
  return { ticketId, senderParticipates };
}

import { findTicketsKnowing, type KnownBy } from './known-message-ids.js';
import type { Matcher, TraceStep } from './matcher.js';

/**
 * The mail answers a message that one of our tickets has: In-Reply-To first, then References newest first
 * (RFC 5322 §3.6.4), because clients that rewrite References still set In-Reply-To right.
 */
export const answersKnownMessage: Matcher = async (tx, question) => {
  const ids = unique([...question.inReplyTo, ...[...question.references].reverse()]);
  const known = await findTicketsKnowing(tx, ids, question);
  return verdict(
    'answers_known_message',
    ids,
    known.filter(({ isOwn }) => isOwn),
  );
};

/**
 * One of our tickets has mentioned this mail, or a mail that this one mentions: it comes out of order, or people
 * went on among themselves and then wrote to us again.
 */
export const sharesMentionedMessage: Matcher = async (tx, question) => {
  const ids = unique([question.messageId, ...question.inReplyTo, ...[...question.references].reverse()]);
  return verdict('shares_mentioned_message', ids, await findTicketsKnowing(tx, ids, question));
};

function verdict(matcher: string, ids: string[], known: KnownBy[]): TraceStep {
  const saw = { message_ids: ids };
  const first = known[0];
  if (first === undefined)
    return { matcher, verdict: 'no_match', reason: 'no_ticket_knows_them', ticket_id: null, saw };
  const joined = known.find(({ senderParticipates }) => senderParticipates);
  if (joined !== undefined) {
    const matched = { ...saw, matched: joined.messageId };
    return {
      matcher,
      verdict: 'joined',
      reason: 'sender_participates',
      ticket_id: joined.ticketId,
      saw: matched,
    };
  }
  const matched = { ...saw, matched: first.messageId };
  return {
    matcher,
    verdict: 'refused',
    reason: 'sender_is_no_participant',
    ticket_id: first.ticketId,
    saw: matched,
  };
}

function unique(ids: string[]): string[] {
  return [...new Set(ids)];
}

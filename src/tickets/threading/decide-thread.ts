import type { EntityManager } from 'typeorm';
import { followUp } from './follow-up.js';
import type { Matcher, ThreadQuestion, TraceStep } from './matcher.js';
import {
  answersKnownMessage,
  answersReplyAddress,
  namesTicketNumber,
  sharesMentionedMessage,
} from './matchers.js';
import type { ThreadDecision } from './thread-decision.js';

/** Strongest evidence first. A new kind of evidence needs only a function here. */
const MATCHERS: readonly Matcher[] = [
  answersReplyAddress,
  answersKnownMessage,
  sharesMentionedMessage,
  namesTicketNumber,
];

/** Asks the matchers in order until one joins or refuses. If one joins, the mailbox's policy has the last word. */
export async function decideThread(tx: EntityManager, question: ThreadQuestion): Promise<ThreadDecision> {
  const trace: TraceStep[] = [];
  for (const match of MATCHERS) {
    const step = match(question);
    trace.push(step);
    const { ticket_id: ticketId, reason } = step;
    if (step.verdict === 'refused') return { kind: 'hold', ticketId, reason, trace };
    if (step.verdict === 'joined') {
      const ticket = question.pointed.find((pointed) => pointed.ticket_id === ticketId)!;
      return { ...(await followUp(tx, ticket, question.subject, trace)), trace };
    }
  }
  return { kind: 'open', ticketId: null, reason: 'continues_nothing', trace };
}

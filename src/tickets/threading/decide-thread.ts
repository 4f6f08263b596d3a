import type { EntityManager } from 'typeorm';
import type { Matcher, ThreadQuestion, TraceStep } from './matcher.js';
import { answersKnownMessage, sharesMentionedMessage } from './matchers.js';

/** Strongest evidence first. A new kind of evidence is a function here and nothing else. */
const MATCHERS: readonly Matcher[] = [answersKnownMessage, sharesMentionedMessage];

export interface ThreadDecision {
  /** The ticket that the mail continues; null: it opens one of its own. */
  ticketId: string | null;
  /** The ticket that it claims to continue although its sender may not write there. */
  refusedTicketId: string | null;
  trace: TraceStep[];
}

/** Asks the matchers in order until one joins or refuses. */
export async function decideThread(tx: EntityManager, question: ThreadQuestion): Promise<ThreadDecision> {
  const trace: TraceStep[] = [];
  for (const match of MATCHERS) {
    const step = await match(tx, question);
    trace.push(step);
    if (step.verdict === 'joined') return { ticketId: step.ticket_id, refusedTicketId: null, trace };
    if (step.verdict === 'refused') return { ticketId: null, refusedTicketId: step.ticket_id, trace };
  }
  return { ticketId: null, refusedTicketId: null, trace };
}

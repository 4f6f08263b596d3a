import type { EntityManager } from 'typeorm';

/** What a matcher may look at. */
export interface ThreadQuestion {
  mailboxId: string;
  /** The sender by strict reading of From; null when the mail names no single sender. */
  sender: string | null;
  /** Normalised, without `<>`. */
  messageId: string;
  inReplyTo: string[];
  /** Oldest first. */
  references: string[];
}

/** One step of the decision, kept on the message and shown by `GET /v1/messages/:id/trace`. */
export interface TraceStep {
  matcher: string;
  /** `joined`: this is the ticket. `refused`: a ticket was found, and the sender may not write to it. */
  verdict: 'joined' | 'refused' | 'no_match';
  /** Stable code. */
  reason: string;
  ticket_id: string | null;
  /** What it looked at. */
  saw: Record<string, unknown>;
}

/**
 * Looks for the ticket that a mail continues, by one kind of evidence.
 *
 * Matchers are asked in order (`decide-thread.ts`); the first one that joins or refuses ends the search, so that a
 * refused claim never falls through to weaker evidence.
 */
export type Matcher = (tx: EntityManager, question: ThreadQuestion) => Promise<TraceStep>;

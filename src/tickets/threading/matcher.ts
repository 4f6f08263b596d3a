import type { SenderProof } from '../identity/sender-proof.js';
import type { PointedTicket } from './pointed-tickets.js';
import type { ReplyClaim } from './reply-address.js';

/** What a matcher may look at. */
export interface ThreadQuestion {
  /** Mailboxes that the mail is for: the boundary between teams. */
  mailboxIds: string[];
  sender: Sender;
  /** What those recipients say that count as reply addresses of ours. */
  replyClaims: Exclude<ReplyClaim, { kind: 'none' }>[];
  subject: string;
  /** Normalised, without `<>`. */
  messageId: string;
  inReplyTo: string[];
  /** Oldest first. */
  references: string[];
  /** Tickets that anything in the mail points at, within reach or not. */
  pointed: PointedTicket[];
  /** The mailbox of no team. */
  catchAllId: string;
  /** This sender's forged reply addresses within the last hour, counted up to a limit. */
  forged: number;
}

/** Who wrote, and how sure that is. */
export interface Sender {
  /** From a strict reading of From; null if the mail names no single sender. */
  address: string | null;
  /** All addresses of the same contact, `address` included; what one of them may do, all may. */
  addresses: string[];
  proof: SenderProof;
  /** It is an address of one of our mailboxes; nobody can act as us by mail. */
  isOurs: boolean;
}

/** One step of the decision, kept on the message and shown by `GET /v1/messages/:id/trace`. */
export interface TraceStep {
  matcher: string;
  /** `joined`: the mail continues this ticket. `refused`: it claims a ticket that its sender may not write to. */
  verdict: 'joined' | 'refused' | 'no_match';
  /** Stable code. */
  reason: string;
  ticket_id: string | null;
  /** What the matcher saw. */
  saw: Record<string, unknown>;
}

/**
 * Looks for the ticket that a mail continues, by one kind of evidence.
 *
 * Matchers are asked in order (`decide-thread.ts`); the first one that joins or refuses ends the search, so that a
 * refused claim never falls through to weaker evidence.
 */
export type Matcher = (question: ThreadQuestion) => TraceStep;

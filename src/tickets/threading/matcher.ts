import type { SenderProof } from '../identity/sender-proof.js';
import type { PointedTicket } from './pointed-tickets.js';
import type { ReplyClaim } from './reply-address.js';

/** What a matcher may look at. */
export interface ThreadQuestion {
  /** Mailboxes that the mail is for; the boundary between teams. */
  mailboxIds: string[];
  sender: Sender;
  /** What the recipients say that pass for reply addresses of ours. */
  replyClaims: Exclude<ReplyClaim, { kind: 'none' }>[];
  subject: string;
  /** Normalised, without `<>`. */
  messageId: string;
  inReplyTo: string[];
  /** Oldest first. */
  references: string[];
  /** The tickets that any of it points at, within reach or not. */
  pointed: PointedTicket[];
  /** The mailbox that is no team's. */
  catchAllId: string;
  /** Forged reply addresses of this sender within the last hour, as far as they are counted. */
  forged: number;
}

/** Who wrote, and how sure that is. */
export interface Sender {
  /** By strict reading of From; null when the mail names no single sender. */
  address: string | null;
  /** All addresses of the same contact, with `address` itself; what one of them may, all may. */
  addresses: string[];
  proof: SenderProof;
  /** It is an address of one of our mailboxes: nobody becomes us by mail. */
  isOurs: boolean;
}

/** One step of the decision, kept on the message and shown by `GET /v1/messages/:id/trace`. */
export interface TraceStep {
  matcher: string;
  /** `joined`: this is the ticket. `refused`: a ticket is claimed, and the sender may not write to it. */
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
export type Matcher = (question: ThreadQuestion) => TraceStep;

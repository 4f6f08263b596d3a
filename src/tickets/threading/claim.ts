import type { Sender, TraceStep } from './matcher.js';

/** A ticket that some evidence points at. */
export interface Claim {
  /** The ticket to write to; for a merged one, the ticket it was merged into. */
  ticketId: string;
  /** The sender is among those who may continue it. */
  senderParticipates: boolean;
}

/**
 * Whether a ticket in `ticketsMailboxIds` is within reach of a mail to `mailboxIds`. Mailboxes are the boundary between
 * teams. The catch-all belongs to no team, so nothing in it is out of reach.
 */
export function isWithinReach(
  ticketsMailboxIds: string[],
  mailboxIds: string[],
  catchAllId: string,
): boolean {
  const all = [...ticketsMailboxIds, ...mailboxIds];
  return all.includes(catchAllId) || ticketsMailboxIds.some((id) => mailboxIds.includes(id));
}

/** Why this sender may not write to a ticket that the mail claims; null if it may. */
export function refusalOf(
  claim: Claim,
  sender: Sender,
  options: { needsProof: boolean } = { needsProof: false },
): string | null {
  if (sender.address === null) return 'sender_unidentified';
  if (sender.isOurs) return 'sender_is_ours';
  if (!claim.senderParticipates) return 'sender_is_no_participant';
  if (sender.proof === 'fail') return 'authentication_failed';
  if (options.needsProof && sender.proof !== 'pass') return 'sender_unproven';
  return null;
}

/** The first claim that the sender may make decides; if there is none, the first claim is refused. */
export function judgeClaims<T extends Claim>(
  matcher: string,
  claims: T[],
  sender: Sender,
  evidence: {
    saw: Record<string, unknown>;
    shows: (claim: T) => Record<string, unknown>;
    needsProof?: boolean;
  },
): TraceStep {
  const { saw, shows, needsProof = false } = evidence;
  const judged = claims.map((claim) => ({ claim, refusal: refusalOf(claim, sender, { needsProof }) }));
  const decisive = judged.find(({ refusal }) => refusal === null) ?? judged[0];
  if (decisive === undefined) {
    return { matcher, verdict: 'no_match', reason: 'no_ticket_known', ticket_id: null, saw };
  }
  const { claim, refusal } = decisive;
  return {
    matcher,
    verdict: refusal === null ? 'joined' : 'refused',
    reason: refusal ?? 'sender_participates',
    ticket_id: claim.ticketId,
    saw: { ...saw, ...shows(claim), authentication: sender.proof },
  };
}

import type { EntityManager } from 'typeorm';
import type { TraceStep } from './matcher.js';
import type { PointedTicket } from './pointed-tickets.js';
import { plainSubject } from './subject.js';
import type { ThreadDecision } from './thread-decision.js';

/** How many of a ticket's latest subjects a new one is compared with. */
const MAX_SUBJECTS = 50;

/** Applies the mailbox's policy: the ticket may have ended too long ago, or the mail may have a new subject. */
export async function followUp(
  tx: EntityManager,
  continued: PointedTicket,
  subject: string,
  trace: TraceStep[],
): Promise<Omit<ThreadDecision, 'trace'>> {
  const { ticket_id: ticketId } = continued;
  if (continued.ended_too_long) {
    trace.push(step('ended_too_long', ticketId, {}));
    return { kind: 'follow', ticketId, reason: 'ended_too_long' };
  }
  const { on_subject_change: policy } = continued;
  if (policy === 'join' || !(await isNewSubject(tx, ticketId, continued.subject, subject))) {
    return { kind: 'join', ticketId, reason: 'continues' };
  }
  trace.push(step('subject_changed', ticketId, { subject }));
  return { kind: policy === 'ask' ? 'hold' : 'follow', ticketId, reason: 'subject_changed' };
}

/** An empty subject is not a new one: some programs send none. */
async function isNewSubject(
  tx: EntityManager,
  ticketId: string,
  ticketSubject: string,
  subject: string,
): Promise<boolean> {
  const plain = plainSubject(subject);
  if (plain === '') return false;
  const rows: { subject: string }[] = await tx.query(
    `SELECT newest.subject
     FROM tickets AS member CROSS JOIN LATERAL (
       SELECT subject, received_at FROM messages WHERE ticket_id = member.id
       ORDER BY received_at DESC LIMIT ${MAX_SUBJECTS}
     ) AS newest
     WHERE member.root_id = $1 ORDER BY newest.received_at DESC LIMIT ${MAX_SUBJECTS}`,
    [ticketId],
  );
  return ![ticketSubject, ...rows.map((row) => row.subject)].some((known) => plainSubject(known) === plain);
}

function step(reason: string, ticketId: string, saw: Record<string, unknown>): TraceStep {
  return { matcher: 'follow_up_policy', verdict: 'no_match', reason, ticket_id: ticketId, saw };
}

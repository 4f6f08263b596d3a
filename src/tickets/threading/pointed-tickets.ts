import { type Sql, sql, verbatim } from '../../platform/database/sql.js';
import type { SubjectChangePolicy } from '../mailboxes/mailbox.entity.js';
import { messageIdHash } from './known-message-ids.js';

/** A ticket that something in a mail points at, and what continuing it would mean. */
export interface PointedTicket {
  by: 'reply_address' | 'message_id' | 'number';
  /** Position of the Message-ID among those asked for, from 1; otherwise 0. */
  position: number;
  /** The Message-ID is that of one of the ticket's own messages; otherwise one of them only mentions it. */
  is_own: boolean;
  mailbox_ids: string[];
  /** The ticket to write to: for a merged one, the ticket it was merged into. All below is about this ticket. */
  ticket_id: string;
  /** The sender is among those who may continue it. */
  participates: boolean;
  subject: string;
  mailbox_id: string;
  is_catch_all: boolean;
  on_subject_change: SubjectChangePolicy;
  ended_too_long: boolean;
}

/** What in a mail may point at tickets. */
export interface Pointers {
  /** From genuine reply addresses. */
  ticketIds: string[];
  /** Each once. */
  messageIds: string[];
  numbers: string[];
}

/**
 * A Message-ID that thousands of tickets know says nothing: everybody who answers one newsletter mentions it, and a
 * stranger can mention somebody else's message as often as he likes. Tickets that the sender may continue come first.
 */
const AT_MOST = verbatim('100');

/**
 * A JSON array of `PointedTicket`, at most 100, the strongest of each kind first. Needs a row `sender` with its
 * `addresses`; what one of them may do, all may. Participants of a merged ticket also count for the ticket it was
 * merged into, until the merge is undone.
 */
export const findPointedTickets = ({ ticketIds, messageIds, numbers }: Pointers): Sql => sql`
  SELECT coalesce(json_agg(found ORDER BY found.position, found.is_own DESC, found.number DESC, found.id DESC), '[]')
  FROM (
    SELECT pointer.by, pointer.position::int, pointer.is_own, member.id, member.number, member.mailbox_ids,
           ticket.id AS ticket_id, ticket.subject, ticket.mailbox_id, mailbox.is_catch_all, mailbox.on_subject_change,
           coalesce(ticket.ended_at < now() - make_interval(days => mailbox.reopen_days), false) AS ended_too_long,
           coalesce((
             SELECT true FROM tickets AS merged JOIN ticket_participants AS participant ON participant.ticket_id = merged.id
             WHERE merged.root_id = ticket.id AND participant.address = ANY((SELECT addresses FROM sender)::text[]) LIMIT 1
           ), false) AS participates
    FROM (
      SELECT 'reply_address' AS by, 0 AS position, true AS is_own, id FROM unnest(${ticketIds}::uuid[]) AS id
      UNION ALL
      (${findKnowing(messageIds)})
      UNION ALL
      SELECT 'number', 0, true, id FROM tickets WHERE number = ANY(${numbers}::bigint[])
    ) AS pointer
    JOIN tickets AS member ON member.id = pointer.id
    JOIN tickets AS ticket ON ticket.id = member.root_id
    JOIN mailboxes AS mailbox ON mailbox.id = ticket.mailbox_id
    ORDER BY participates DESC, position, is_own DESC, number DESC, id DESC LIMIT ${AT_MOST}
  ) AS found`;

/**
 * Tickets that know a Message-ID: first those that have the message, then those that mention it, newest first. If there
 * may be more, the newest tickets of the sender are searched as well: an answer to a newsletter is one of thousands.
 * Each step is bounded, so the planner must run them as written.
 */
const findKnowing = (messageIds: string[]): Sql => sql`
  WITH knowing AS MATERIALIZED (
    SELECT asked.hash, asked.position, known.is_own, known.ticket_id
    FROM unnest(${messageIds.map(messageIdHash)}::bytea[]) WITH ORDINALITY AS asked (hash, position)
    CROSS JOIN LATERAL (
      SELECT is_own, ticket_id FROM ticket_message_ids WHERE message_id_hash = asked.hash
      ORDER BY is_own DESC, ticket_id DESC LIMIT ${AT_MOST}
    ) AS known
  )
  SELECT 'message_id', position, is_own, ticket_id FROM knowing
  UNION ALL
  SELECT 'message_id', often.position, known.is_own, known.ticket_id
  FROM (SELECT hash, position FROM knowing GROUP BY hash, position HAVING count(*) = ${AT_MOST}) AS often
  CROSS JOIN unnest((SELECT addresses FROM sender)::text[]) AS own (address)
  CROSS JOIN LATERAL (
    SELECT ticket_id FROM ticket_participants WHERE address = own.address ORDER BY ticket_id DESC LIMIT ${AT_MOST}
  ) AS participant
  CROSS JOIN LATERAL (
    SELECT member.id FROM tickets AS joined JOIN tickets AS member ON member.root_id = joined.root_id
    WHERE joined.id = participant.ticket_id OFFSET 0
  ) AS member
  CROSS JOIN LATERAL (
    SELECT is_own, ticket_id FROM ticket_message_ids
    WHERE ticket_id = member.id AND message_id_hash = often.hash OFFSET 0
  ) AS known`;

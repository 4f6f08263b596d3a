import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { run, type Sql, sql, writeTogether } from '../../platform/database/sql.js';
import type { TicketPriority, TicketStatus } from '../ticket.entity.js';

/** Shown where a mail has no subject. */
const NO_SUBJECT = '(no subject)';

export interface NewTicket {
  mailboxIds: string[];
  subject: string;
  /** Becomes a participant too; null if there is nobody to answer, as when a mail names no single sender. */
  requester: { contactId: string; address: string } | null;
  followsTicketId: string | null;
  status?: TicketStatus;
  priority?: TicketPriority;
  assignee?: string | null;
  tags?: string[];
}

/** Opens a ticket. Its mailbox's defaults apply to what is not given, and its tags are added. @returns its id */
export async function openTicket(tx: EntityManager, ticket: NewTicket): Promise<string> {
  const id = uuidv7();
  await writeTogether(tx, openingTicket(id, ticket));
  return id;
}

export function openingTicket(id: string, ticket: NewTicket): Sql[] {
  const opening = sql`
    INSERT INTO tickets (id, root_id, mailbox_id, mailbox_ids, subject, requester_id, follows_ticket_id,
                         status, priority, assignee, tags)
    SELECT ${id}::uuid, ${id}::uuid, mailbox.id, ${ticket.mailboxIds}, ${ticket.subject || NO_SUBJECT},
           ${ticket.requester?.contactId ?? null}, ${ticket.followsTicketId}, ${ticket.status ?? 'open'},
           coalesce(${ticket.priority ?? null}, mailbox.default_priority),
           coalesce(${ticket.assignee ?? null}, mailbox.default_assignee),
           mailbox.default_tags
             || ARRAY(SELECT tag FROM unnest(${ticket.tags ?? []}::text[]) AS tag WHERE tag <> ALL(mailbox.default_tags))
    FROM mailboxes AS mailbox WHERE mailbox.id = ${ticket.mailboxIds[0]}`;
  const { requester } = ticket;
  return requester === null ? [opening] : [opening, addingParticipant(id, requester.address)];
}

/** Lets an address continue a ticket by mail. */
export async function addParticipant(tx: EntityManager, ticketId: string, address: string): Promise<void> {
  await run(tx, addingParticipant(ticketId, address));
}

const addingParticipant = (ticketId: string, address: string): Sql => sql`
  INSERT INTO ticket_participants (ticket_id, address) VALUES (${ticketId}, ${address}) ON CONFLICT DO NOTHING`;

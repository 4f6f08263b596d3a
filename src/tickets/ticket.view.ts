import { type Contact, primaryAddress } from './contact.entity.js';
import type { Ticket } from './ticket.entity.js';

export class ContactReferenceView {
  id: string;
  address: string;
  name: string;
}

export class TicketView {
  object: 'ticket';
  id: string;
  /** Short number for people. */
  number: number;
  mailbox_id: string;
  /** All mailboxes that it belongs or has belonged to. */
  mailbox_ids: string[];
  subject: string;
  /** `open | pending | solved | closed | spam` */
  status: string;
  /** `low | normal | high | urgent` */
  priority: string;
  assignee: string | null;
  tags: string[];
  /** Null if nobody can be named, as when the first mail names no single sender. */
  requester: ContactReferenceView | null;
  /** Set on a merged ticket: the ticket that shows its messages now. */
  merged_into: string | null;
  /** The earlier ticket that this one continues. */
  follows_ticket_id: string | null;
  /** Also the ETag. */
  version: number;
  created_at: string;
  updated_at: string;
}

/** @param ticket with its requester loaded */
export function toTicketView(ticket: Ticket): TicketView {
  return {
    object: 'ticket',
    id: ticket.id,
    number: Number(ticket.number),
    mailbox_id: ticket.mailboxId,
    mailbox_ids: ticket.mailboxIds,
    subject: ticket.subject,
    status: ticket.status,
    priority: ticket.priority,
    assignee: ticket.assignee,
    tags: ticket.tags,
    requester: ticket.requester === null ? null : toContactReference(ticket.requester),
    merged_into: ticket.mergedInto === null ? null : ticket.rootId,
    follows_ticket_id: ticket.followsTicketId,
    version: ticket.version,
    created_at: ticket.createdAt.toISOString(),
    updated_at: ticket.updatedAt.toISOString(),
  };
}

function toContactReference(contact: Contact): ContactReferenceView {
  return { id: contact.id, address: primaryAddress(contact), name: contact.name };
}

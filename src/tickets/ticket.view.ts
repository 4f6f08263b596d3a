import type { Contact } from './contact.entity.js';
import type { Ticket } from './ticket.entity.js';

export class ContactReference {
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
  subject: string;
  /** `open | pending | solved | closed | spam` */
  status: string;
  /** `low | normal | high | urgent` */
  priority: string;
  assignee: string | null;
  tags: string[];
  /** Null when the first mail names no single sender. */
  requester: ContactReference | null;
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
    subject: ticket.subject,
    status: ticket.status,
    priority: ticket.priority,
    assignee: ticket.assignee,
    tags: ticket.tags,
    requester: ticket.requester === null ? null : toContactReference(ticket.requester),
    version: ticket.version,
    created_at: ticket.createdAt.toISOString(),
    updated_at: ticket.updatedAt.toISOString(),
  };
}

function toContactReference({ id, address, name }: Contact): ContactReference {
  return { id, address, name };
}

import { v7 as uuidv7 } from 'uuid';
import type { MailKind } from '../../mail/mail.js';
import type { Sql } from '../../platform/database/sql.js';
import { makingContact, namingContact } from '../contacts/know-contact.js';
import type { KnownSender } from '../identity/sender.js';
import type { Route } from '../mailboxes/route-mail.js';
import type { RuleVerdict } from '../rules/apply-rules.js';
import type { ThreadDecision } from '../threading/thread-decision.js';
import { continuingTicket } from './continue-ticket.js';
import type { InboundMessage } from './inbound-message.js';
import { openingTicket } from './open-ticket.js';

/** Where a mail went. */
export interface Filed {
  kind: 'ticket_opened' | 'ticket_continued' | 'message_held' | 'message_recorded' | 'message_known';
  messageId: string;
  ticketId: string | null;
}

/** A mail with everything that decides where it goes. */
export interface Case {
  mail: InboundMessage;
  sender: KnownSender;
  route: Route;
  thread: ThreadDecision;
  /** Used only if the mail opens a ticket. */
  rules: RuleVerdict;
  /** The list is an address of ours, so a person may have written the mail although its kind is `list`. */
  cameThroughOurList: boolean;
}

/** These open no ticket, because nobody asks us anything. They are kept as messages, and join a ticket if they can. */
const OPENS_NO_TICKET: ReadonlySet<MailKind> = new Set<MailKind>(['bounce', 'complaint', 'auto_reply']);

/** Lets a mail continue a ticket, open one, or stay without one. */
export function place({ mail, sender, route, thread, rules, cameThroughOurList }: Case): {
  ticketId: string | null;
  kind: Filed['kind'];
  writes: Sql[];
} {
  const { kind } = mail.classification;
  if (thread.kind === 'join') {
    const mailboxIds = route.isCatchAll ? [] : route.mailboxIds;
    const isHuman = kind === 'human' || (kind === 'list' && cameThroughOurList);
    const writes = [continuingTicket(thread.ticketId!, { isHuman, mailboxIds })];
    return { ticketId: thread.ticketId, kind: 'ticket_continued', writes };
  }
  if (OPENS_NO_TICKET.has(kind)) return { ticketId: null, kind: 'message_recorded', writes: [] };
  const ticketId = uuidv7();
  const requester = requesterOf(mail, sender);
  const opening = openingTicket(ticketId, {
    mailboxIds: route.mailboxIds,
    subject: mail.subject,
    requester,
    followsTicketId: thread.kind === 'follow' ? thread.ticketId : null,
    status: sender.isBlocked || rules.actions.spam === true ? 'spam' : 'open',
    priority: rules.actions.priority,
    assignee: rules.actions.assignee,
    tags: rules.actions.add_tags,
  });
  const isHeld = thread.kind === 'hold' || rules.actions.hold === true;
  const writes = [...(requester?.writes ?? []), ...opening];
  return { ticketId, kind: isHeld ? 'message_held' : 'ticket_opened', writes };
}

/** The sender's contact, created if there is none. An address of ours in From never becomes a requester. */
function requesterOf({ from }: InboundMessage, { address, isOurs, contactId, lacksName }: KnownSender) {
  if (address === null || isOurs) return null;
  const name = from?.name ?? '';
  if (contactId === null) {
    const id = uuidv7();
    return { address, contactId: id, writes: makingContact(id, address, name) };
  }
  return { address, contactId, writes: lacksName && name !== '' ? [namingContact(contactId, name)] : [] };
}

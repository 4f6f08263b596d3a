import type { EntityManager } from 'typeorm';
import type { MailKind } from '../../mail/mail.js';
import { knowContact } from '../contacts/know-contact.js';
import { cameThroughOurList } from '../identity/own-list.js';
import type { KnownSender } from '../identity/sender.js';
import type { Route } from '../mailboxes/route-mail.js';
import type { RuleVerdict } from '../rules/apply-rules.js';
import type { ThreadDecision } from '../threading/thread-decision.js';
import type { InboundMessage } from './inbound-message.js';
import { continueTicket, openTicket } from './open-ticket.js';

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
  /** For a mail that opens a ticket. */
  rules: RuleVerdict;
}

/** These never open a ticket: nobody asks us anything. They are kept as messages, and join a ticket they belong to. */
const OPENS_NO_TICKET: ReadonlySet<MailKind> = new Set<MailKind>(['bounce', 'complaint', 'auto_reply']);

/** Puts a mail into a ticket, into one of its own, or into none. */
export async function place(
  tx: EntityManager,
  { mail, sender, route, thread, rules }: Case,
): Promise<{ ticketId: string | null; kind: Filed['kind'] }> {
  const { kind } = mail.classification;
  if (thread.kind === 'join') {
    const mailboxIds = route.isCatchAll ? [] : route.mailboxIds;
    const isHuman = kind === 'human' || (kind === 'list' && (await cameThroughOurList(tx, mail.headers)));
    await continueTicket(tx, thread.ticketId!, { isHuman, mailboxIds });
    return { ticketId: thread.ticketId, kind: 'ticket_continued' };
  }
  if (OPENS_NO_TICKET.has(kind)) return { ticketId: null, kind: 'message_recorded' };
  const ticketId = await openTicket(tx, {
    mailboxIds: route.mailboxIds,
    subject: mail.subject,
    requester: await requesterOf(tx, mail, sender),
    followsTicketId: thread.kind === 'follow' ? thread.ticketId : null,
    status: sender.isBlocked || rules.actions.spam === true ? 'spam' : 'open',
    priority: rules.actions.priority,
    assignee: rules.actions.assignee,
    tags: rules.actions.add_tags,
  });
  const isHeld = thread.kind === 'hold' || rules.actions.hold === true;
  return { ticketId, kind: isHeld ? 'message_held' : 'ticket_opened' };
}

/** Our own addresses never become a requester, whoever writes them into From. */
async function requesterOf(tx: EntityManager, mail: InboundMessage, { address, isOurs }: KnownSender) {
  if (address === null || isOurs) return null;
  return { contactId: await knowContact(tx, address, mail.from?.name ?? ''), address };
}

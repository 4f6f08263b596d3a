import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type { MailKind } from '../../mail/mail.js';
import { decideThread, type ThreadDecision } from '../threading/decide-thread.js';
import { rememberMessageIds } from '../threading/known-message-ids.js';
import type { InboundMessage } from './inbound-message.js';
import { insertMessage } from './insert-message.js';
import { continueTicket, openTicket } from './open-ticket.js';

/** Where a mail went. */
export interface Filed {
  kind: 'ticket_opened' | 'ticket_continued' | 'message_held' | 'message_recorded' | 'message_known';
  messageId: string;
  ticketId: string | null;
}

/** These never open a ticket: nobody asks us anything. They are kept as messages, and join a ticket they belong to. */
const OPENS_NO_TICKET: ReadonlySet<MailKind> = new Set<MailKind>(['bounce', 'complaint', 'auto_reply']);

/** Files mail into conversations. */
@Injectable()
export class Filing {
  /**
   * Files a mail, once: a mail that was filed before is found again by its unique keys and stays as it is.
   *
   * @param tx the caller's transaction, in which the event ends too
   */
  async file(tx: EntityManager, mail: InboundMessage): Promise<Filed> {
    const known = await findKnown(tx, mail);
    if (known !== null) return known;
    const mailboxId = await catchAllMailbox(tx);
    const thread = await decideThread(tx, { mailboxId, ...mail });
    const { ticketId, kind } = await this.place(tx, mail, mailboxId, thread);
    const message = { id: uuidv7(), mailboxId, ticketId, thread };
    await insertMessage(tx, mail, message);
    if (ticketId !== null) {
      const mentioned = [...mail.inReplyTo, ...mail.references];
      await rememberMessageIds(tx, { mailboxId, ticketId, messageId: mail.messageId, mentioned });
    }
    return { kind, messageId: message.id, ticketId };
  }

  private async place(
    tx: EntityManager,
    mail: InboundMessage,
    mailboxId: string,
    thread: ThreadDecision,
  ): Promise<{ ticketId: string | null; kind: Filed['kind'] }> {
    if (thread.ticketId !== null) {
      await continueTicket(tx, thread.ticketId, mail);
      return { ticketId: thread.ticketId, kind: 'ticket_continued' };
    }
    if (OPENS_NO_TICKET.has(mail.classification.kind)) return { ticketId: null, kind: 'message_recorded' };
    const ticketId = await openTicket(tx, mail, mailboxId);
    return { ticketId, kind: thread.refusedTicketId === null ? 'ticket_opened' : 'message_held' };
  }
}

/** The same bytes, or the same mail of the provider, are the same message. */
async function findKnown(tx: EntityManager, mail: InboundMessage): Promise<Filed | null> {
  const rows: { id: string; ticket_id: string | null }[] = await tx.query(
    'SELECT id, ticket_id FROM messages WHERE raw_sha256 = $1 OR (source = $2 AND email_id = $3) LIMIT 1',
    [mail.raw?.sha256 ?? null, mail.source, mail.emailId],
  );
  const row = rows[0];
  return row === undefined ? null : { kind: 'message_known', messageId: row.id, ticketId: row.ticket_id };
}

async function catchAllMailbox(tx: EntityManager): Promise<string> {
  const rows: { id: string }[] = await tx.query('SELECT id FROM mailboxes WHERE is_catch_all');
  return rows[0]!.id;
}

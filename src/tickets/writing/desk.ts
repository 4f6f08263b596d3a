import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { requiredAddress } from '../../suppressions/required-address.js';
import { knowContact } from '../contacts/know-contact.js';
import { countTicketChange } from '../count-change.js';
import { recordEvent } from '../events/record-event.js';
import { openTicket } from '../filing/open-ticket.js';
import { Mailbox } from '../mailboxes/mailbox.entity.js';
import { indexSubject } from '../search/index-words.js';
import type { NewNote, NewRequester, NewTicketBody } from '../ticket.dto.js';
import type { Ticket } from '../ticket.entity.js';
import { changeTicket, checkMailbox, Tickets } from '../tickets.js';
import { insertWritten } from './written-message.js';

/** What agents write without sending it: tickets on somebody's behalf, and notes. */
@Injectable()
export class Desk {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly tickets: Tickets,
  ) {}

  /**
   * Opens the ticket, then applies the members that opening does not know as a change.
   *
   * @throws Problem validation-failed
   */
  async open(wanted: NewTicketBody, actor: string): Promise<Ticket> {
    const { mailbox_id, requester: asking, text, subject, priority, assignee, tags, ...change } = wanted;
    return this.database.transaction(async (tx) => {
      const mailboxId = await mailboxOf(tx, mailbox_id);
      const requester = await requesterOf(tx, asking);
      const ticketId = await openTicket(tx, {
        ...{ subject, priority, assignee, tags, requester },
        mailboxIds: [mailboxId],
        followsTicketId: null,
      });
      await indexSubject(tx, ticketId, subject);
      const messageId = text === undefined ? null : await this.first(tx, ticketId, mailboxId, wanted);
      await recordEvent(tx, { ticketId, kind: 'opened', actor, messageId });
      await changeTicket(tx, await this.tickets.get(ticketId, tx), change, actor);
      return this.tickets.get(ticketId, tx);
    });
  }

  /** @returns id of the note's message @throws Problem ticket-not-found, ticket-merged */
  async note(ticketId: string, { text, author }: NewNote, actor: string): Promise<string> {
    return this.database.transaction(async (tx) => {
      const { mailboxId, subject } = await this.tickets.lock(tx, ticketId);
      const from = { name: author ?? actor, address: '' };
      const note = { ticketId, mailboxId, direction: 'note' as const, from, subject, text };
      await countTicketChange(tx, ticketId);
      const messageId = await insertWritten(tx, note);
      await recordEvent(tx, { ticketId, kind: 'note_added', actor, messageId });
      return messageId;
    });
  }

  private first(
    tx: EntityManager,
    ticketId: string,
    mailboxId: string,
    { requester, subject, text }: NewTicketBody,
  ): Promise<string> {
    const from = { name: requester?.name ?? '', address: requester?.address ?? '' };
    const direction = requester === undefined ? 'note' : 'inbound';
    return insertWritten(tx, { ticketId, mailboxId, direction, from, subject, text: text ?? '' });
  }
}

async function mailboxOf(tx: EntityManager, wanted: string | undefined): Promise<string> {
  if (wanted === undefined) return (await tx.findOneByOrFail(Mailbox, { isCatchAll: true })).id;
  await checkMailbox(tx, wanted);
  return wanted;
}

async function requesterOf(tx: EntityManager, requester: NewRequester | undefined) {
  if (requester === undefined) return null;
  const address = requiredAddress(requester.address, 'requester/address');
  return { contactId: await knowContact(tx, address, requester.name ?? ''), address };
}

import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { invalid } from '../../platform/http/validation.js';
import { Problem } from '../../platform/problem/problem.js';
import { scopesOfMailbox } from '../../suppressions/list-scope.js';
import { requiredAddress } from '../../suppressions/required-address.js';
import { SuppressionList } from '../../suppressions/suppression-list.js';
import { countTicketChange } from '../count-change.js';
import { recordEvent } from '../events/record-event.js';
import { addParticipant } from '../filing/open-ticket.js';
import { isOurs } from '../identity/sender.js';
import { Mailbox } from '../mailboxes/mailbox.entity.js';
import { isOneLine } from '../one-line.js';
import { MAILBOX_CANNOT_SEND, RECIPIENT_SUPPRESSED } from '../problems.js';
import { readReplyAddress, type ReplyKeys, signReplyAddress } from '../threading/reply-address.js';
import { REPLY_KEYS } from '../threading/reply-keys.js';
import type { Ticket } from '../ticket.entity.js';
import { changeTicket, Tickets } from '../tickets.js';
import { answeredBy } from './answered.js';
import { queueMail } from './outbox.js';
import { bodyOf } from './reply-body.js';
import { replySubject, threadHeaders } from './reply-headers.js';
import { ReplyFiles } from './reply-files.js';
import type { NewReply } from './reply.dto.js';

/** Writes answers to the people of a ticket. */
@Injectable()
export class Replies {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    @Inject(REPLY_KEYS) private readonly replyKeys: ReplyKeys,
    private readonly tickets: Tickets,
    private readonly suppressions: SuppressionList,
    private readonly files: ReplyFiles,
  ) {}

  /**
   * @returns id of the message; it is sent a moment later
   * @throws Problem ticket-not-found, ticket-merged, mailbox-cannot-send, recipient-suppressed, validation-failed
   */
  async write(ticketId: string, reply: NewReply, actor: string): Promise<string> {
    const body = bodyOf(reply);
    const uploaded = await this.files.upload(reply);
    return this.database.transaction(async (tx) => {
      const ticket = await this.tickets.lock(tx, ticketId);
      const mailbox = await sendingMailbox(tx, ticket.mailboxId);
      const files = await this.files.gather(tx, reply, uploaded);
      const answered = await answeredBy(tx, ticket);
      const { to, cc } = await this.people(tx, reply, answered.address, mailbox);
      const thread = threadHeaders(answered);
      const messageId = await queueMail(tx, {
        kind: 'reply',
        ticketId,
        mailboxId: mailbox.id,
        from: { name: reply.author ?? mailbox.name, address: mailbox.address },
        ...{ to, cc, files, headers: thread },
        replyTo: { name: mailbox.name, address: signReplyAddress(ticketId, mailbox.domain, this.replyKeys) },
        subject: reply.subject ?? replySubject(ticket.subject),
        ...body,
        inReplyTo: thread['In-Reply-To'] === undefined ? [] : [answered.messageId],
        references: (thread.References ?? '')
          .split(' ')
          .map((id) => id.slice(1, -1))
          .filter((id) => id !== ''),
      });
      // whoever we write to may write back
      for (const { address } of [...to, ...cc]) await addParticipant(tx, ticketId, address);
      await this.follow(tx, ticket, reply, { messageId, actor });
      return messageId;
    });
  }

  private async follow(
    tx: EntityManager,
    ticket: Ticket,
    { status }: NewReply,
    { messageId, actor }: { messageId: string; actor: string },
  ): Promise<void> {
    await recordEvent(tx, { ticketId: ticket.id, kind: 'reply_written', actor, messageId });
    await countTicketChange(tx, ticket.id);
    if (status !== undefined) await changeTicket(tx, ticket, { status }, actor);
  }

  private async people(
    tx: EntityManager,
    reply: NewReply,
    requester: string | null,
    mailbox: { id: string; name: string },
  ) {
    const wanted = reply.to ?? (requester === null ? [] : [requester]);
    if (wanted.length === 0) throw invalid('to', 'the ticket has no requester: say to whom');
    const to = await this.named(tx, wanted, 'to');
    if (to.length === 0) throw invalid('to', 'names nobody but us');
    const cc = (await this.named(tx, reply.cc ?? [], 'cc')).filter(
      ({ address }) => !to.some((person) => person.address === address),
    );
    const checked = await this.suppressions.check(
      [...to, ...cc].map(({ address }) => address),
      scopesOfMailbox(mailbox),
      tx,
    );
    const refused = checked.filter(({ suppressed }) => suppressed);
    if (refused.length > 0) {
      const list = refused.map(({ address, reason }) => `${address} (${reason})`).join(', ');
      throw new Problem(RECIPIENT_SUPPRESSED, `Not to be mailed: ${list}. Nothing was sent.`);
    }
    return { to, cc };
  }

  /** Without signed addresses of ours: who answers all people of a mail cannot tell them from those of people. */
  private async named(tx: EntityManager, texts: string[], member: string) {
    const people = [];
    for (const [index, text] of texts.entries()) {
      const at = `${member}/${index}`;
      const address = requiredAddress(text, at);
      if (!isOneLine(text)) throw invalid(at, 'must be one line');
      if (await isOurs(tx, address)) throw invalid(at, 'is one of our own mailboxes');
      if (readReplyAddress(address, this.replyKeys).kind !== 'genuine') people.push({ name: '', address });
    }
    return people;
  }
}

/** @throws Problem mailbox-cannot-send */
async function sendingMailbox(
  tx: EntityManager,
  id: string,
): Promise<{ id: string; name: string; address: string; domain: string }> {
  const { name, address, replyDomain } = await tx.findOneByOrFail(Mailbox, { id });
  if (address === null) throw new Problem(MAILBOX_CANNOT_SEND, `Give mailbox ${id} an address first.`);
  return { id, name, address, domain: replyDomain ?? address.slice(address.lastIndexOf('@') + 1) };
}

import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import { Problem } from '../../platform/problem/problem.js';
import { countTicketChange } from '../count-change.js';
import { recordEvent } from '../events/record-event.js';
import { addParticipant, openTicket } from '../filing/open-ticket.js';
import { Message } from '../message.entity.js';
import { SPLIT_IMPOSSIBLE } from '../problems.js';
import { indexAgain } from '../search/index-words.js';
import { messageIdHash, rememberMessageIds } from '../threading/known-message-ids.js';
import { Tickets } from '../tickets.js';
import type { SplitTicket } from '../ticket.dto.js';

/** Takes messages out of a ticket into one of their own. */
@Injectable()
export class Splitting {
  constructor(private readonly tickets: Tickets) {}

  /**
   * The new ticket is linked to the old one; answers to the moved messages go to it from now on. They may be any that the
   * old one shows, also of tickets that were merged into it.
   *
   * @returns id of the new ticket
   * @throws Problem ticket-not-found, ticket-merged; split-impossible when a message is not this ticket's, or none would be left
   */
  async split(tx: EntityManager, id: string, { message_ids, subject }: SplitTicket, actor: string) {
    const ticket = await this.tickets.lock(tx, id);
    const moved = await movable(tx, id, message_ids);
    const first = moved.find(({ direction }) => direction === 'inbound') ?? moved[0]!;
    const title = subject ?? first.subject;
    const newId = await openTicket(tx, {
      mailboxIds: ticket.mailboxIds,
      subject: title,
      requester: await requesterOf(tx, first, ticket.requesterId),
      followsTicketId: id,
    });
    for (const message of moved) await move(tx, message, newId);
    await indexAgain(tx, [id, newId]);
    await countTicketChange(tx, id);
    const data = { message_ids };
    await recordEvent(tx, { ticketId: id, kind: 'split', actor, data: { ...data, into_ticket_id: newId } });
    await recordEvent(tx, { ticketId: newId, kind: 'split', actor, data: { ...data, from_ticket_id: id } });
    return newId;
  }
}

async function move(
  tx: EntityManager,
  { id, ticketId: from, ...message }: Message,
  to: string,
): Promise<void> {
  await tx.query('UPDATE messages SET ticket_id = $2 WHERE id = $1', [id, to]);
  await tx.query('DELETE FROM ticket_message_ids WHERE ticket_id = $1 AND message_id_hash = $2', [
    from,
    messageIdHash(message.messageId),
  ]);
  await rememberMessageIds(tx, { ticketId: to, messageId: message.messageId, mentioned: [] });
  const address = message.fromAddress.toLowerCase();
  const participant: unknown[] = await tx.query(
    'SELECT 1 FROM ticket_participants WHERE ticket_id = $1 AND address = $2',
    [from, address],
  );
  if (participant.length > 0) await addParticipant(tx, to, address);
}

async function movable(tx: EntityManager, ticketId: string, messageIds: string[]): Promise<Message[]> {
  const family: { id: string }[] = await tx.query('SELECT id FROM tickets WHERE root_id = $1', [ticketId]);
  const all = await tx.find(Message, {
    where: { ticketId: In(family.map(({ id }) => id)) },
    order: { receivedAt: 'ASC', id: 'ASC' },
  });
  const moved = all.filter(({ id }) => messageIds.includes(id));
  if (moved.length < messageIds.length) {
    throw new Problem(SPLIT_IMPOSSIBLE, 'Not every message was filed in this ticket.');
  }
  if (moved.length === all.length) throw new Problem(SPLIT_IMPOSSIBLE, 'No message would be left.');
  return moved;
}

/** Who wrote the first moved message, if we know them; else the requester of the old ticket. */
async function requesterOf(tx: EntityManager, { fromAddress }: Message, requesterId: string | null) {
  const rows: { contact_id: string; address: string }[] = await tx.query(
    `SELECT contact_id, address FROM contact_addresses
     WHERE address = lower($1) OR (contact_id = $2 AND is_primary)
     ORDER BY address = lower($1) DESC LIMIT 1`,
    [fromAddress, requesterId],
  );
  const row = rows[0];
  return row === undefined ? null : { contactId: row.contact_id, address: row.address };
}

import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Problem } from '../../platform/problem/problem.js';
import { addressKey } from '../../suppressions/address-key.js';
import { countTicketChange } from '../count-change.js';
import { recordEvent } from '../events/record-event.js';
import { openTicket } from '../filing/open-ticket.js';
import type { Message } from '../message.entity.js';
import { SPLIT_IMPOSSIBLE } from '../problems.js';
import { indexAgain } from '../search/index-words.js';
import { messageIdHash, rememberMessageIds } from '../threading/known-message-ids.js';
import { Tickets } from '../tickets.js';
import type { SplitTicket } from '../ticket.dto.js';

/** What is needed of a message that is moved. */
type Moved = Pick<
  Message,
  'id' | 'ticketId' | 'direction' | 'subject' | 'to' | 'cc' | 'messageId' | 'fromAddress'
>;

/** Moves messages out of a ticket into a new one. */
@Injectable()
export class Splitting {
  constructor(private readonly tickets: Tickets) {}

  /**
   * The new ticket is linked to the old one; answers to the moved messages go to it from now on. Any message that the
   * old ticket shows can be moved, also of tickets that were merged into it.
   *
   * @returns id of the new ticket
   * @throws Problem ticket-not-found, ticket-merged; split-impossible if a message is not this ticket's, or none would
   *   be left
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
    await bringParticipants(tx, id, newId, moved);
    await indexAgain(tx, [id, newId]);
    await countTicketChange(tx, id);
    const data = { message_ids };
    await recordEvent(tx, { ticketId: id, kind: 'split', actor, data: { ...data, into_ticket_id: newId } });
    await recordEvent(tx, { ticketId: newId, kind: 'split', actor, data: { ...data, from_ticket_id: id } });
    return newId;
  }
}

async function move(tx: EntityManager, { id, ticketId: from, messageId }: Moved, to: string): Promise<void> {
  await tx.query('UPDATE messages SET ticket_id = $2 WHERE id = $1', [id, to]);
  await tx.query('DELETE FROM ticket_message_ids WHERE ticket_id = $1 AND message_id_hash = $2', [
    from,
    messageIdHash(messageId),
  ]);
  await rememberMessageIds(tx, { ticketId: to, messageId, mentioned: [] });
}

/** Participants of the old ticket who wrote or received a moved message may continue the new one. */
async function bringParticipants(tx: EntityManager, from: string, to: string, moved: Moved[]): Promise<void> {
  const named = moved.flatMap((message) => [
    message.fromAddress,
    ...[...message.to, ...message.cc].map(({ address }) => address),
  ]);
  await tx.query(
    `INSERT INTO ticket_participants (ticket_id, address)
     SELECT DISTINCT $2::uuid, address FROM ticket_participants AS participant
     JOIN tickets AS member ON member.id = participant.ticket_id
     WHERE member.root_id = $1 AND participant.address = ANY($3::text[]) ON CONFLICT DO NOTHING`,
    [from, to, named.flatMap((address) => addressKey(address) ?? [])],
  );
}

/** The messages to split off, oldest first. */
async function movable(tx: EntityManager, ticketId: string, messageIds: string[]): Promise<Moved[]> {
  const moved: Moved[] = await tx.query(
    `SELECT message.id, message.ticket_id AS "ticketId", message.direction, message.subject, message."to", message.cc,
            message.message_id AS "messageId", message.from_address AS "fromAddress"
     FROM messages AS message JOIN tickets AS member ON member.id = message.ticket_id
     WHERE member.root_id = $1 AND message.id = ANY($2::uuid[]) ORDER BY message.received_at, message.id`,
    [ticketId, messageIds],
  );
  if (moved.length < messageIds.length) {
    throw new Problem(SPLIT_IMPOSSIBLE, 'Not every message was filed in this ticket.');
  }
  const others: unknown[] = await tx.query(
    `SELECT FROM messages AS message JOIN tickets AS member ON member.id = message.ticket_id
     WHERE member.root_id = $1 AND message.id <> ALL($2::uuid[]) LIMIT 1`,
    [ticketId, messageIds],
  );
  if (others.length === 0) throw new Problem(SPLIT_IMPOSSIBLE, 'No message would be left.');
  return moved;
}

/** The author of the first moved message, if we know them; else the requester of the old ticket. */
async function requesterOf(tx: EntityManager, { fromAddress }: Moved, requesterId: string | null) {
  const rows: { contact_id: string; address: string }[] = await tx.query(
    `SELECT contact_id, address FROM contact_addresses
     WHERE address = $1 OR (contact_id = $2 AND is_primary)
     ORDER BY address = $1 DESC LIMIT 1`,
    [addressKey(fromAddress) ?? '', requesterId],
  );
  const row = rows[0];
  return row === undefined ? null : { contactId: row.contact_id, address: row.address };
}

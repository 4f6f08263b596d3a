import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { invalid } from '../platform/http/validation.js';
import { checkVersion } from '../platform/http/if-match.js';
import { Problem } from '../platform/problem/problem.js';
import { recordEvent } from './events/record-event.js';
import { TICKET_CHANGED, TICKET_MERGED, TICKET_NOT_FOUND } from './problems.js';
import { indexAgain } from './search/index-words.js';
import type { ChangeTicket } from './ticket.dto.js';
import { Ticket } from './ticket.entity.js';

/** Reads and changes single tickets. */
@Injectable()
export class Tickets {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  /** @throws Problem ticket-not-found */
  async get(id: string, tx: EntityManager = this.database.manager): Promise<Ticket> {
    const ticket = await tx.findOne(Ticket, { where: { id }, relations: { requester: { addresses: true } } });
    if (ticket === null) throw new Problem(TICKET_NOT_FOUND, `There is no ticket ${id}.`);
    return ticket;
  }

  /**
   * Locks a ticket until the transaction ends. A merged one is refused: nobody would see a change to it, and the caller
   * has not seen the ticket that shows its messages now.
   *
   * @throws Problem ticket-not-found, ticket-merged
   */
  async lock(tx: EntityManager, id: string): Promise<Ticket> {
    await tx.query('SELECT 1 FROM tickets WHERE id = $1 FOR UPDATE', [id]);
    const ticket = await this.get(id, tx);
    if (ticket.mergedInto === null) return ticket;
    throw new Problem(
      TICKET_MERGED,
      `Ticket ${id} is merged into ${ticket.rootId}: change that one, or unmerge.`,
    );
  }

  /**
   * Changes the given members; one that has the value already does not count as changed.
   *
   * @param seen the version the caller has seen; null accepts any
   * @throws Problem ticket-not-found, ticket-merged, validation-failed, or ticket-changed if somebody else was faster
   */
  async change(id: string, change: ChangeTicket, seen: number | null, actor: string): Promise<Ticket> {
    return this.database.transaction(async (tx) => {
      const ticket = await this.lock(tx, id);
      checkVersion(seen, ticket.version, TICKET_CHANGED);
      await changeTicket(tx, ticket, change, actor);
      return this.get(id, tx);
    });
  }
}

/** @param ticket as it is now, locked */
export async function changeTicket(
  tx: EntityManager,
  ticket: Ticket,
  change: ChangeTicket,
  actor: string,
): Promise<void> {
  const before = changeable(ticket);
  const members = (Object.keys(before) as (keyof ChangeTicket)[]).filter(
    (member) => change[member] !== undefined && !isSame(change[member], before[member]),
  );
  if (members.length === 0) return;
  const after = { ...before, ...Object.fromEntries(members.map((member) => [member, change[member]])) };
  if (members.includes('mailbox_id')) await checkMailbox(tx, after.mailbox_id);
  await write(tx, ticket.id, after);
  if (members.includes('subject')) await indexAgain(tx, [ticket.rootId]);
  const data = Object.fromEntries(
    members.map((member) => [member, { from: before[member], to: after[member] }]),
  );
  await recordEvent(tx, { ticketId: ticket.id, kind: 'changed', actor, data });
}

/** Every member that callers may change, under the name of its column. */
const changeable = (ticket: Ticket): Required<ChangeTicket> => ({
  status: ticket.status,
  priority: ticket.priority,
  assignee: ticket.assignee,
  tags: ticket.tags,
  subject: ticket.subject,
  mailbox_id: ticket.mailboxId,
});

async function write(tx: EntityManager, id: string, ticket: Required<ChangeTicket>): Promise<void> {
  const columns = Object.keys(ticket);
  await tx.query(
    `UPDATE tickets
     SET ${columns.map((column, index) => `${column} = $${index + 4}`).join(', ')},
         mailbox_ids = ARRAY[$2::uuid] || array_remove(mailbox_ids, $2::uuid),
         ended_at = CASE WHEN $3 IN ('solved', 'closed') THEN coalesce(ended_at, now()) END,
         version = version + 1, updated_at = now()
     WHERE id = $1`,
    [id, ticket.mailbox_id, ticket.status, ...Object.values(ticket)],
  );
}

/** Keeps a mailbox from being removed until the transaction ends. @throws Problem validation-failed if there is none */
export async function checkMailbox(tx: EntityManager, mailboxId: string): Promise<void> {
  const found: unknown[] = await tx.query('SELECT FROM mailboxes WHERE id = $1 FOR KEY SHARE', [mailboxId]);
  if (found.length === 0) throw invalid('mailbox_id', 'there is no such mailbox');
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

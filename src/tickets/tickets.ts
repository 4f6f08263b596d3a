import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { returning } from '../platform/database/returning.js';
import { decodeCursor, type PageEnd } from '../platform/http/page.js';
import { Problem } from '../platform/problem/problem.js';
import { TICKET_CHANGED, TICKET_NOT_FOUND } from './problems.js';
import type { ChangeTicket, TicketQuery } from './ticket.dto.js';
import { Ticket } from './ticket.entity.js';

/** Reads and changes tickets. */
@Injectable()
export class Tickets {
  constructor(@InjectRepository(Ticket) private readonly tickets: Repository<Ticket>) {}

  /** @throws Problem ticket-not-found */
  async get(id: string): Promise<Ticket> {
    const ticket = await this.tickets.findOne({
      where: { id },
      relations: { requester: { addresses: true } },
    });
    if (ticket === null) throw new Problem(TICKET_NOT_FOUND, `There is no ticket ${id}.`);
    return ticket;
  }

  /** Last changed first; one row more than asked for. */
  async list(query: TicketQuery): Promise<Ticket[]> {
    const select = this.tickets
      .createQueryBuilder('ticket')
      .leftJoinAndSelect('ticket.requester', 'requester')
      .leftJoinAndSelect('requester.addresses', 'address', 'address.isPrimary')
      .where('ticket.mergedInto IS NULL');
    const { status, mailbox_id, requester, assignee, tag, updated_since } = query;
    if (status !== undefined) select.andWhere('ticket.status = :status', { status });
    if (mailbox_id !== undefined)
      select.andWhere('ticket.mailboxIds @> ARRAY[:mailbox_id::uuid]', { mailbox_id });
    if (requester !== undefined) {
      select.andWhere(
        'ticket.requesterId = (SELECT contact_id FROM contact_addresses WHERE address = :requester)',
        { requester },
      );
    }
    if (assignee !== undefined) select.andWhere('ticket.assignee = :assignee', { assignee });
    if (tag !== undefined) select.andWhere('ticket.tags @> ARRAY[:tag]', { tag });
    if (updated_since !== undefined) select.andWhere('ticket.updatedAt >= :updated_since', { updated_since });
    const after = decodeCursor(query.cursor);
    if (after !== null) {
      select.andWhere('(ticket.updatedAt, ticket.id) < (:value::timestamptz, :id::uuid)', { ...after });
    }
    return select
      .orderBy('ticket.updatedAt', 'DESC')
      .addOrderBy('ticket.id', 'DESC')
      .limit(query.limit + 1)
      .getMany();
  }

  /**
   * Changes the given members.
   *
   * @param expectedVersion the version the caller has seen; null: whatever it is
   * @throws Problem ticket-not-found, or ticket-changed when somebody else was faster
   */
  async change(id: string, change: ChangeTicket, expectedVersion: number | null): Promise<Ticket> {
    const changed = await returning<{ id: string }>(
      this.tickets,
      `UPDATE tickets
       SET status = coalesce($2, status),
           ended_at = CASE WHEN $2 IN ('solved', 'closed') THEN coalesce(ended_at, now())
                           WHEN $2 IS NULL THEN ended_at END, priority = coalesce($3, priority),
           assignee = CASE WHEN $4 THEN $5 ELSE assignee END,
           tags = coalesce($6::text[], tags), subject = coalesce($7, subject),
           version = version + 1, updated_at = now()
       WHERE id = $1 AND ($8::int IS NULL OR version = $8)
       RETURNING id`,
      [
        id,
        change.status ?? null,
        change.priority ?? null,
        change.assignee !== undefined,
        change.assignee ?? null,
        change.tags ?? null,
        change.subject ?? null,
        expectedVersion,
      ],
    );
    const ticket = await this.get(id);
    if (changed.length === 0) {
      throw new Problem(
        TICKET_CHANGED,
        `The ticket is at version ${ticket.version}; read it again and decide anew.`,
      );
    }
    return ticket;
  }
}

/** Milliseconds are what a `Date` holds; rows are stored with the same precision, so that no row is skipped. */
export function endOfTickets({ updatedAt, id }: Ticket): PageEnd {
  return { value: updatedAt.toISOString(), id };
}

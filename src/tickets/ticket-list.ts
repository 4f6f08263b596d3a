import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository, SelectQueryBuilder } from 'typeorm';
import type { PageEnd } from '../platform/http/page.js';
import { addressKey } from '../suppressions/address-key.js';
import { numberCursor, timeCursor } from '../platform/http/cursors.js';
import { toQuery } from './search/words.js';
import type { TicketQuery, TicketSort } from './ticket.dto.js';
import { Ticket } from './ticket.entity.js';

const COLUMNS: Record<TicketSort, string> = {
  updated: 'ticket.updatedAt',
  created: 'ticket.createdAt',
  number: 'ticket.number',
};

/** Finds tickets. Merged ones are not listed: their messages are shown elsewhere. */
@Injectable()
export class TicketList {
  constructor(@InjectRepository(Ticket) private readonly tickets: Repository<Ticket>) {}

  /** In the order of `sort`, newest or highest first; one row more than asked for. */
  async list(query: TicketQuery): Promise<Ticket[]> {
    const select = this.tickets
      .createQueryBuilder('ticket')
      .leftJoinAndSelect('ticket.requester', 'requester')
      .leftJoinAndSelect('requester.addresses', 'address', 'address.isPrimary')
      .where('ticket.mergedInto IS NULL');
    filter(select, query);
    if (query.q !== undefined) search(select, query.q);
    after(select, query);
    return select
      .orderBy(COLUMNS[query.sort], 'DESC')
      .addOrderBy('ticket.id', 'DESC')
      .limit(query.limit + 1)
      .getMany();
  }
}

function filter(select: SelectQueryBuilder<Ticket>, query: TicketQuery): void {
  const { status, mailbox_id, requester, assignee, tag, updated_since } = query;
  if (status !== undefined) select.andWhere('ticket.status = :status', { status });
  if (mailbox_id !== undefined)
    select.andWhere('ticket.mailboxIds @> ARRAY[:mailbox_id::uuid]', { mailbox_id });
  if (requester !== undefined) {
    const known = '(SELECT contact_id FROM contact_addresses WHERE address = :requester)';
    select.andWhere(`ticket.requesterId = ${known}`, { requester: addressKey(requester) });
  }
  if (assignee !== undefined) select.andWhere('ticket.assignee = :assignee', { assignee });
  if (tag !== undefined) select.andWhere('ticket.tags @> ARRAY[:tag]', { tag });
  if (updated_since !== undefined) select.andWhere('ticket.updatedAt >= :updated_since', { updated_since });
}

function search(select: SelectQueryBuilder<Ticket>, q: string): void {
  const number = /^\s*#(\d{1,15})\s*$/.exec(q)?.[1];
  if (number !== undefined) {
    select.andWhere('ticket.number = :number', { number });
    return;
  }
  const words = toQuery(q);
  if (words === null) {
    select.andWhere('false');
    return;
  }
  const found = 'SELECT entry.ticket_id FROM search_entries AS entry WHERE entry.words @@ :words::tsquery';
  select.andWhere(`ticket.id IN (${found})`, { words });
}

function after(select: SelectQueryBuilder<Ticket>, { sort, cursor }: TicketQuery): void {
  const end = sort === 'number' ? numberCursor(cursor) : timeCursor(cursor);
  if (end === null) return;
  const type = sort === 'number' ? 'bigint' : 'timestamptz';
  select.andWhere(`(${COLUMNS[sort]}, ticket.id) < (:value::${type}, :id::uuid)`, { ...end });
}

/** Milliseconds are what a `Date` holds; rows are stored with the same precision, so that no row is skipped. */
export function endOfTickets(sort: TicketSort): (ticket: Ticket) => PageEnd {
  return ({ id, number, updatedAt, createdAt }) => ({
    id,
    value: sort === 'number' ? number : (sort === 'updated' ? updatedAt : createdAt).toISOString(),
  });
}

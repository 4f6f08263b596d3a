import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import type { PageEnd } from '../platform/http/page.js';
import { searchTickets } from './search/search-tickets.js';
import type { TicketQuery, TicketSort } from './ticket.dto.js';
import { Ticket } from './ticket.entity.js';
import { type TicketFilter, toFilter } from './ticket-filter.js';

/** Finds tickets. Merged ones are not listed: their messages are shown elsewhere. */
@Injectable()
export class TicketList {
  constructor(@InjectRepository(Ticket) private readonly tickets: Repository<Ticket>) {}

  /** In the order of `sort`, newest or highest first; one row more than asked for. */
  async list(query: TicketQuery): Promise<Ticket[]> {
    const filter = toFilter(query);
    const page = { sort: query.sort, limit: query.limit + 1 };
    const ids =
      query.q === undefined
        ? await this.firstIds(filter, page.limit)
        : await searchTickets(this.tickets, query.q, filter, page);
    return this.load(ids);
  }

  /** Ids only: the planner finds the index of a list, but loses it if there are joins. */
  private async firstIds({ conditions, order, parameters }: TicketFilter, limit: number): Promise<string[]> {
    const rows = await this.tickets.query<{ id: string }[]>(
      `SELECT id FROM tickets AS ticket WHERE ${conditions} ORDER BY ${order} LIMIT ${limit}`,
      parameters,
    );
    return rows.map(({ id }) => id);
  }

  private async load(ids: string[]): Promise<Ticket[]> {
    if (ids.length === 0) return [];
    const tickets = await this.tickets
      .createQueryBuilder('ticket')
      .leftJoinAndSelect('ticket.requester', 'requester')
      .leftJoinAndSelect('requester.addresses', 'address', 'address.isPrimary')
      .whereInIds(ids)
      .getMany();
    const byId = new Map(tickets.map((ticket) => [ticket.id, ticket]));
    return ids.flatMap((id) => byId.get(id) ?? []);
  }
}

/** A `Date` holds milliseconds; rows are stored with the same precision, so that no row is skipped. */
export function endOfTickets(sort: TicketSort): (ticket: Ticket) => PageEnd {
  return ({ id, number, updatedAt, createdAt }) => ({
    id,
    order: sort,
    value: sort === 'number' ? number : (sort === 'updated' ? updatedAt : createdAt).toISOString(),
  });
}

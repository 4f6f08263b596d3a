import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { PageQuery } from '../../platform/http/page.js';
import { idCursor } from '../../platform/http/cursors.js';
import { TicketEvent } from './ticket-event.entity.js';

/** Reads timelines. */
@Injectable()
export class TicketEvents {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  /** Events of a ticket and of all merged into it, oldest first; one row more than asked for. */
  async of(ticketId: string, query: PageQuery): Promise<TicketEvent[]> {
    const select = this.database
      .getRepository(TicketEvent)
      .createQueryBuilder('event')
      .where('event.ticketId IN (SELECT id FROM tickets WHERE root_id = :ticketId OR id = :ticketId)', {
        ticketId,
      });
    const after = idCursor(query.cursor);
    if (after !== null) select.andWhere('event.id > :after', { after: after.id });
    return select
      .orderBy('event.id', 'ASC')
      .limit(query.limit + 1)
      .getMany();
  }
}

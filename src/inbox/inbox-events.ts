import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type Repository } from 'typeorm';
import { idCursor } from '../platform/http/cursors.js';
import { idsSince, idsUntil } from '../platform/database/ids-in-time.js';
import { returning } from '../platform/database/returning.js';
import { Problem } from '../platform/problem/problem.js';
import { Providers } from '../providers/registry.js';
import type { EventQuery } from './event-query.dto.js';
import { InboxCourier } from './inbox-courier.js';
import { InboxEvent } from './inbox-event.entity.js';
import { kindToday } from './kind-today.js';
import { EVENT_BUSY, EVENT_NOT_FOUND, PAYLOAD_PURGED } from './problems.js';
import { queueOf } from './queues.js';
import { RUN_AGAIN } from './run-again.js';

const SINCE = idsSince('event.id', ':since::timestamptz');
const UNTIL = idsUntil('event.id', ':until::timestamptz');

/** Looks events up and runs them again. */
@Injectable()
export class InboxEvents {
  constructor(
    @InjectRepository(InboxEvent) private readonly events: Repository<InboxEvent>,
    private readonly courier: InboxCourier,
    private readonly providers: Providers,
  ) {}

  async get(id: string): Promise<InboxEvent> {
    const event = await this.events.findOneBy({ id });
    if (event === null) throw new Problem(EVENT_NOT_FOUND, `There is no event ${id}.`);
    return event;
  }

  /** Newest first (ids are UUIDv7); one row more than asked for, which tells whether there is another page. */
  async list(query: EventQuery): Promise<InboxEvent[]> {
    const select = this.events.createQueryBuilder('event');
    for (const [column, value] of [
      ['source', query.source],
      ['type', query.type],
      ['status', query.status],
      ['emailId', query.email_id],
    ] as const) {
      if (value !== undefined) select.andWhere(`event.${column} = :${column}`, { [column]: value });
    }
    const { since, until } = query;
    if (since !== undefined) select.andWhere(`event.receivedAt >= :since AND ${SINCE}`, { since });
    if (until !== undefined) select.andWhere(`event.receivedAt < :until AND ${UNTIL}`, { until });
    const after = idCursor(query.cursor);
    if (after !== null) {
      select.andWhere('event.id < :id', { id: after.id });
    }
    return select
      .orderBy('event.id', 'DESC')
      .take(query.limit + 1)
      .getMany();
  }

  /**
   * Runs an event again, whatever became of it. One of unknown kind is identified again, because today's code may know
   * it. Effects are unique by key, so running what succeeded again changes nothing.
   */
  async replay(id: string): Promise<InboxEvent> {
    const event = await this.getWhole(id);
    const kind = kindToday(event, this.providers);
    if (queueOf(kind) === null) return event;
    const rows = await returning<{ dispatches: number }>(
      this.events,
      `UPDATE inbox_events
       SET ${RUN_AGAIN}, due_at = now() + interval '5 seconds', kind = $2
       WHERE id = $1 AND payload_purged_at IS NULL AND NOT (status = 'processing' AND lease_until > now())
       RETURNING dispatches`,
      [id, kind],
    );
    const dispatches = rows[0]?.dispatches;
    if (dispatches === undefined) {
      await this.getWhole(id); // or its payload was removed just now
      throw new Problem(EVENT_BUSY, 'A worker is processing it right now.');
    }
    await this.courier.send([{ eventId: id, kind, dispatches }]);
    return this.get(id);
  }

  private async getWhole(id: string): Promise<InboxEvent> {
    const event = await this.get(id);
    if (event.payloadPurgedAt === null) return event;
    throw new Problem(PAYLOAD_PURGED, 'There is nothing left to run it from.');
  }
}

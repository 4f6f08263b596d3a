import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { returning } from '../platform/database/returning.js';
import { Log } from '../platform/logging/log.js';
import { InRounds } from '../platform/rounds/in-rounds.js';
import { InboxCourier, MAX_BACKLOG } from './inbox-courier.js';
import type { Dispatch } from './inbox-job.js';

const LOOK_EVERY_MS = 1_000;
const MAX_BATCH = 500;

/**
 * Sends events that the queue was not told of, or has forgotten: those that are due and have no worker. Older events
 * are sent less often, so that a large backlog is not offered over and over.
 */
@Injectable()
export class InboxRelay extends InRounds {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly courier: InboxCourier,
    log: Log,
  ) {
    super({ name: 'relay', pauseMs: LOOK_EVERY_MS, log });
  }

  /** @returns whether there may be more to send */
  protected async round(): Promise<boolean> {
    const backlog = await this.courier.backlog();
    if (backlog > MAX_BACKLOG) return false;
    const due = await this.takeDue({ asNewJobs: backlog === 0 });
    if (due.length === 0) return false;
    const waiting = new Set(await this.courier.waiting(due));
    await this.courier.send(await this.renewTaken(due.filter((dispatch) => !waiting.has(dispatch))));
    return due.length === MAX_BATCH;
  }

  /**
   * The queue does not take a job again under an id that it still knows; a higher `dispatches` gives it a new id.
   *
   * @param asNewJobs no job waits, so every due event needs a new one: its old one may be delayed, because the clock of
   *   the worker that gave it back is fast
   */
  private async takeDue({ asNewJobs }: { asNewJobs: boolean }): Promise<Dispatch[]> {
    return returning<Dispatch>(
      this.database,
      `WITH due AS (
         SELECT id FROM inbox_events
         WHERE status IN ('received', 'processing') AND due_at <= now()
           AND (status = 'received' OR lease_until < now())
         ORDER BY due_at LIMIT $1 FOR UPDATE SKIP LOCKED
       )
       UPDATE inbox_events AS event
       SET due_at = now() + CASE
             WHEN received_at > now() - interval '1 minute' THEN interval '5 seconds'
             WHEN received_at > now() - interval '10 minutes' THEN interval '20 seconds'
             ELSE interval '1 minute' END,
           dispatches = dispatches + CASE WHEN status = 'processing' OR $2 THEN 1 ELSE 0 END
       FROM due WHERE event.id = due.id
       RETURNING event.id AS "eventId", event.kind, event.dispatches`,
      [MAX_BATCH, asNewJobs],
    );
  }

  /**
   * Asks for a new job if the queue has given the old one to a worker that has not begun: the worker was killed with
   * the job in its hands, or the database went away at that moment. The queue itself notices only after one to two
   * minutes.
   *
   * If a worker is only slow to begin, its event gets a second job, which the lease makes harmless. Events whose jobs
   * are still waiting get none, however long they wait: only workers' jobs are renewed, those of dead workers included.
   */
  private async renewTaken(due: Dispatch[]): Promise<Dispatch[]> {
    const taken = await this.courier.taken(due);
    if (taken.length === 0) return due;
    const renewed = await returning<Dispatch>(
      this.database,
      `UPDATE inbox_events SET dispatches = dispatches + 1
       WHERE id = ANY($1) AND status = 'received'
       RETURNING id AS "eventId", kind, dispatches`,
      [taken.map(({ eventId }) => eventId)],
    );
    return [...due.filter((dispatch) => !taken.includes(dispatch)), ...renewed];
  }
}

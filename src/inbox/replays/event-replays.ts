import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { Problem } from '../../platform/problem/problem.js';
import { Providers } from '../../providers/registry.js';
import { REPLAY_NOT_FOUND } from '../problems.js';
import { EventReplay } from './event-replay.entity.js';
import { giveBack, MEETS_FILTER, parametersOf } from './give-back.js';
import type { ReplayEvents } from './replay.dto.js';

/** Runs many events again, step by step; any process may take the next step. */
@Injectable()
export class EventReplays {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly providers: Providers,
  ) {}

  async count(filter: ReplayEvents): Promise<number> {
    const [row] = await this.database.query<{ n: number }[]>(
      `SELECT count(*)::int AS n FROM inbox_events WHERE ${MEETS_FILTER}`,
      parametersOf(filter),
    );
    return row!.n;
  }

  /** Takes the first step at once: most replays need no other. */
  async begin(filter: ReplayEvents): Promise<EventReplay> {
    const matched = await this.count(filter);
    const id = uuidv7();
    await this.database.transaction(async (tx) => {
      await tx.insert(EventReplay, { id, filter: { ...filter }, matched });
      await this.advance(tx, id);
    });
    return this.get(id);
  }

  /** @throws Problem replay-not-found */
  async get(id: string): Promise<EventReplay> {
    const replay = await this.database.manager.findOneBy(EventReplay, { id });
    if (replay === null) throw new Problem(REPLAY_NOT_FOUND, `There is no replay ${id}.`);
    return replay;
  }

  /** Takes one step of the oldest running replay that no other process is working on. */
  async step(): Promise<void> {
    await this.database.transaction(async (tx) => {
      const [next] = await tx.query<{ id: string }[]>(
        "SELECT id FROM event_replays WHERE status = 'running' ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED",
      );
      if (next !== undefined) await this.advance(tx, next.id);
    });
  }

  /** Stops a running replay; one that is over stays as it is. @throws Problem replay-not-found */
  async cancel(id: string): Promise<EventReplay> {
    await this.database.query(
      "UPDATE event_replays SET status = 'cancelled', finished_at = now() WHERE id = $1 AND status = 'running'",
      [id],
    );
    return this.get(id);
  }

  private async advance(tx: EntityManager, id: string): Promise<void> {
    await giveBack(tx, await tx.findOneByOrFail(EventReplay, { id }), this.providers);
  }
}

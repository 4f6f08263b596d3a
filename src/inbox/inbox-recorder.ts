import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { Config } from '../platform/config/config.js';
import { CommandPool } from '../platform/database/command-pool.js';
import { isDatabaseUnavailable } from '../platform/database/database-errors.js';
import { Problem } from '../platform/problem/problem.js';
import type { Dispatch } from './inbox-job.js';
import { InboxHints } from './inbox-hints.js';
import { INBOX_OVERLOADED } from './problems.js';
import { queueOf } from './queues.js';
import { type Delivery, deliveryKey, findStored, type Row, storeDeliveries } from './store-deliveries.js';
import { WaitingLines } from './waiting-lines.js';

export interface Recorded {
  eventId: string;
  /** True when this delivery was stored before; then nothing was changed. */
  duplicate: boolean;
}

interface Waiting extends Row {
  resolve: (recorded: Recorded) => void;
  reject: (error: unknown) => void;
}

/** Rows of one statement: 64 cost PostgreSQL an eighth of what they cost alone, more add latency and little else. */
const MAX_BATCH = 64;
/** Commits under way at once: the next batch gathers while one is on its way, so the commit itself is the clock. */
const MAX_COMMITS = 2;

/**
 * Stores deliveries by group commit: concurrent requests share one multi-row insert, and each is answered after the
 * commit that carries its row. One delivery is one row, by unique key and not by looking first.
 */
@Injectable()
export class InboxRecorder {
  private readonly waiting: WaitingLines<Waiting>;
  private isGathering = false;
  private commits = 0;
  /** Rows of the commits that are under way. */
  private rowsUnderWay = 0;

  constructor(
    private readonly pool: CommandPool,
    private readonly hints: InboxHints,
    { maxWaitingEvents }: Config,
  ) {
    this.waiting = new WaitingLines(maxWaitingEvents);
  }

  /**
   * @throws Problem inbox-overloaded, so that the provider tries again before its requests time out: then nothing was stored;
   *   or the database's error: then it may have been, and what the provider sends again is a duplicate
   */
  record(delivery: Delivery): Promise<Recorded> {
    return new Promise((resolve, reject) => {
      const one = { delivery, key: deliveryKey(delivery), id: uuidv7(), resolve, reject };
      if (this.waiting.add(delivery.source, one)) this.gather();
      else reject(new Problem(INBOX_OVERLOADED, 'Nothing was stored. Try again shortly.'));
    });
  }

  /** Requests that arrive in one turn of the event loop share a batch; a timer instead would make one alone wait. */
  private gather(): void {
    if (this.isGathering) return;
    this.isGathering = true;
    setImmediate(() => {
      this.isGathering = false;
      this.commitWaiting();
    });
  }

  private commitWaiting(): void {
    while (this.waiting.length > 0 && this.isTimeToCommit()) {
      const batch = this.waiting.take(MAX_BATCH);
      this.commits += 1;
      this.rowsUnderWay += batch.length;
      void this.commit(batch).finally(() => {
        this.commits -= 1;
        this.rowsUnderWay -= batch.length;
        this.gather();
      });
    }
  }

  /**
   * Beside a commit only one as large: else few connections make many small batches, each of which costs the database
   * nearly as much as one with all of their rows.
   */
  private isTimeToCommit(): boolean {
    if (this.commits === 0) return true;
    return this.commits < MAX_COMMITS && this.waiting.length >= this.rowsUnderWay;
  }

  private async commit(batch: Waiting[]): Promise<void> {
    try {
      await this.store(batch);
    } catch (error) {
      if (batch.length === 1 || isDatabaseUnavailable(error))
        return batch.forEach(({ reject }) => reject(error));
      // one bad row must not fail its neighbours
      await Promise.all(batch.map((one) => this.commit([one])));
    }
  }

  private async store(batch: Waiting[]): Promise<void> {
    const areNew = await storeDeliveries(this.pool, batch);
    const stored = areNew
      ? null
      : await findStored(
          this.pool,
          batch.map(({ key }) => key),
        );
    const fresh: Dispatch[] = [];
    for (const { id, key, delivery, resolve } of batch) {
      const eventId = stored?.get(key) ?? id;
      resolve({ eventId, duplicate: eventId !== id });
      if (eventId === id && queueOf(delivery.kind) !== null)
        fresh.push({ eventId, kind: delivery.kind, dispatches: 0 });
    }
    this.hints.give(fresh);
  }
}

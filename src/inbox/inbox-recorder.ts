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

/** Rows per statement: 64 together cost PostgreSQL an eighth of what they cost alone; more only add latency. */
const MAX_BATCH = 64;
/** Commits in progress at once. The next batch gathers meanwhile, so the commit itself sets the pace. */
const MAX_COMMITS = 2;

/**
 * Stores deliveries by group commit: concurrent requests share one multi-row insert, and each is answered after the
 * commit that contains its row. A unique key, not a lookup, makes one delivery one row.
 */
@Injectable()
export class InboxRecorder {
  private readonly waiting: WaitingLines<Waiting>;
  private isGathering = false;
  private commits = 0;
  /** Rows of the commits in progress. */
  private rowsUnderWay = 0;

  constructor(
    private readonly pool: CommandPool,
    private readonly hints: InboxHints,
    { maxWaitingEvents }: Config,
  ) {
    this.waiting = new WaitingLines(maxWaitingEvents);
  }

  /**
   * @throws Problem inbox-overloaded: nothing was stored, and the provider tries again before its requests time out.
   *   Otherwise the database's error: the delivery may have been stored, and is then a duplicate when it is sent again
   */
  record(delivery: Delivery): Promise<Recorded> {
    return new Promise((resolve, reject) => {
      const one = { delivery, key: deliveryKey(delivery), id: uuidv7(), resolve, reject };
      if (this.waiting.add(delivery.source, one)) this.gather();
      else reject(new Problem(INBOX_OVERLOADED, 'Nothing was stored. Try again shortly.'));
    });
  }

  /** Requests that arrive in one turn of the event loop share a batch; with a timer, a single one would wait. */
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
   * A second commit starts only if it is as large as the first. Otherwise few connections would make many small
   * batches, each of which costs the database nearly as much as one with all of their rows.
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

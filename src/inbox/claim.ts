import type { EntityManager } from 'typeorm';
import { needed, type Sql, sql, writeTogether } from '../platform/database/sql.js';
import type { EventClassification, EventOutcome, InboxEvent } from './inbox-event.entity.js';
import { LeaseLost } from './inbox-errors.js';

export interface Finish {
  status: 'processed' | 'ignored';
  outcome: EventOutcome;
  classification?: EventClassification | null;
}

/** A worker's right to process one event, proven by a token that only the newest holder has. */
export class Claim {
  private done = false;

  /** @param waitedMs from receipt or replay of the event until it was taken, by the database's clock */
  constructor(
    readonly event: InboxEvent,
    readonly token: string,
    readonly waitedMs: number,
  ) {}

  get isFinished(): boolean {
    return this.done;
  }

  /**
   * How many attempts in a row end with this code, this one included. Attempts whose worker was killed or whose
   * provider was away do not count: they say nothing about the mail. At most the attempts since the event was replayed.
   */
  timesInARow(code: string): number {
    const { attempts, lastError } = this.event;
    const before = lastError?.code === code ? (lastError.times ?? 1) : 0;
    return Math.min(attempts, before + 1);
  }

  /**
   * Ends the event inside the caller's transaction, so that its effects and its state commit together or not at all.
   *
   * @throws LeaseLost if another worker has taken the event meanwhile; the transaction must then roll back
   */
  async finish(tx: EntityManager, finish: Finish): Promise<void> {
    await this.finishWith(tx, [], finish);
  }

  /**
   * The same, in one statement with the last of the event's effects.
   *
   * @throws LeaseLost, or the error of an effect that was needed and did not come about
   */
  async finishWith(tx: EntityManager, effects: readonly Sql[], finish: Finish): Promise<void> {
    await writeTogether(tx, [...effects, this.ending(finish)]);
    this.done = true;
  }

  /** Locks the leased row until the transaction ends; finds none if the lease is no longer ours. */
  get held(): Sql {
    return sql`
      SELECT id FROM inbox_events WHERE id = ${this.event.id} AND lease_token = ${this.token} FOR NO KEY UPDATE`;
  }

  private ending({ status, outcome, classification = null }: Finish): Sql {
    const update = sql`
      UPDATE inbox_events
      SET status = ${status}, outcome = ${outcome}, classification = ${classification}, finished_at = now(),
          last_error = NULL, lease_token = NULL, lease_until = NULL
      WHERE id = ${this.event.id} AND lease_token = ${this.token} RETURNING id`;
    return needed(update, () => new LeaseLost(this.event.id));
  }
}

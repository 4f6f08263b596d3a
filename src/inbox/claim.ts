import type { EntityManager } from 'typeorm';
import { returning } from '../platform/database/returning.js';
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

  constructor(
    readonly event: InboxEvent,
    readonly token: string,
  ) {}

  get isFinished(): boolean {
    return this.done;
  }

  /**
   * Ends the event inside the caller's transaction, so that its effects and its state commit together or not at all.
   *
   * @throws LeaseLost when another worker took the event meanwhile; the transaction must then roll back
   */
  async finish(tx: EntityManager, { status, outcome, classification = null }: Finish): Promise<void> {
    const ended = await returning<{ id: string }>(
      tx,
      `UPDATE inbox_events
       SET status = $3, outcome = $4, classification = $5, finished_at = now(), last_error = NULL,
           lease_token = NULL, lease_until = NULL
       WHERE id = $1 AND lease_token = $2
       RETURNING id`,
      [this.event.id, this.token, status, outcome, classification],
    );
    if (ended.length !== 1) throw new LeaseLost(this.event.id);
    this.done = true;
  }
}

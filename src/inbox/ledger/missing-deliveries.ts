import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { CommandPool } from '../../platform/database/command-pool.js';
import { InboxHints } from '../inbox-hints.js';
import { type Delivery, deliveryKey, findStored, storeFound } from '../store-deliveries.js';

/**
 * Records deliveries that never reached us as if they had: under the provider's own id, so that one that arrives after
 * all is a duplicate. A note beside the inbox says which these are, for the ledger.
 */
@Injectable()
export class MissingDeliveries {
  constructor(
    private readonly pool: CommandPool,
    private readonly hints: InboxHints,
  ) {}

  /** Those of them that the inbox has never seen. */
  async among(source: string, deliveryIds: string[]): Promise<Set<string>> {
    const keys = new Map(deliveryIds.map((id) => [id, deliveryKey({ source, deliveryId: id })]));
    const known = await findStored(this.pool, [...keys.values()]);
    return new Set(deliveryIds.filter((id) => !known.has(keys.get(id)!)));
  }

  /**
   * Stores the event and the note in one statement. If the provider, or another process that reconciles, brings in the
   * same one at the same moment, it can neither double nor undo what is counted.
   *
   * @param delivery of a kind that a worker handles
   * @returns false if it arrived by itself meanwhile
   */
  async record(delivery: Delivery): Promise<boolean> {
    const id = uuidv7();
    const isNew = await storeFound(this.pool, { id, key: deliveryKey(delivery), delivery });
    if (isNew) this.hints.give([{ eventId: id, kind: delivery.kind, dispatches: 0 }]);
    return isNew;
  }
}

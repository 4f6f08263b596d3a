import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { CommandPool } from '../../platform/database/command-pool.js';
import { InboxHints } from '../inbox-hints.js';
import { type Delivery, deliveryKey, findStored, storeFound } from '../store-deliveries.js';

/**
 * Deliveries that never reached us, and are recorded as if they had: under the provider's own id, so that one that comes
 * after all is a duplicate. Beside the inbox it is kept which these are, for the ledger.
 */
@Injectable()
export class MissingDeliveries {
  constructor(
    private readonly pool: CommandPool,
    private readonly hints: InboxHints,
  ) {}

  /** Which of these the inbox has never seen. */
  async among(source: string, deliveryIds: string[]): Promise<Set<string>> {
    const keys = new Map(deliveryIds.map((id) => [id, deliveryKey({ source, deliveryId: id })]));
    const known = await findStored(this.pool, [...keys.values()]);
    return new Set(deliveryIds.filter((id) => !known.has(keys.get(id)!)));
  }

  /**
   * The event and the note are one statement, so that whoever brings the same one in at the same moment, the provider or
   * another process that reconciles, can neither double nor take back what is counted.
   *
   * @param delivery of a kind that somebody acts on
   * @returns false when it came by itself meanwhile
   */
  async record(delivery: Delivery): Promise<boolean> {
    const id = uuidv7();
    const isNew = await storeFound(this.pool, { id, key: deliveryKey(delivery), delivery });
    if (isNew) this.hints.give([{ eventId: id, kind: delivery.kind, dispatches: 0 }]);
    return isNew;
  }
}

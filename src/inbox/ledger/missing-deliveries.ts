import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { CommandPool } from '../../platform/database/command-pool.js';
import { InboxRecorder } from '../inbox-recorder.js';
import { type Delivery, deliveryKey, findStored } from '../store-deliveries.js';

/**
 * Deliveries that never reached us, and are recorded as if they had: under the provider's own id, so that one that comes
 * after all is a duplicate. Beside the inbox it is kept which these are, for the ledger.
 */
@Injectable()
export class MissingDeliveries {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly pool: CommandPool,
    private readonly inbox: InboxRecorder,
  ) {}

  /** Which of these the inbox has never seen. */
  async among(source: string, deliveryIds: string[]): Promise<Set<string>> {
    const keys = new Map(deliveryIds.map((id) => [id, deliveryKey({ source, deliveryId: id })]));
    const known = await findStored(this.pool, [...keys.values()]);
    return new Set(deliveryIds.filter((id) => !known.has(keys.get(id)!)));
  }

  /**
   * Noted first, so that nothing that is recorded goes uncounted; unnoted when it came by itself meanwhile.
   *
   * @returns false when it did
   */
  async record(delivery: Delivery): Promise<boolean> {
    const key = Buffer.from(deliveryKey(delivery), 'hex');
    await this.database.query(
      'INSERT INTO reconciled_deliveries (delivery_key, source) VALUES ($1, $2) ON CONFLICT DO NOTHING',
      [key, delivery.source],
    );
    const { duplicate } = await this.inbox.record(delivery);
    if (duplicate)
      await this.database.query('DELETE FROM reconciled_deliveries WHERE delivery_key = $1', [key]);
    return !duplicate;
  }
}

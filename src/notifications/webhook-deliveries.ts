import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type Repository } from 'typeorm';
import { returning } from '../platform/database/returning.js';
import { numberCursor } from '../platform/http/cursors.js';
import type { PageEnd } from '../platform/http/page.js';
import { Problem } from '../platform/problem/problem.js';
import { TEST_TYPE } from './notification-types.js';
import { DELIVERY_NOT_FOUND } from './problems.js';
import { WebhookDelivery } from './webhook-delivery.entity.js';
import type { DeliveryQuery, ReplayDeliveries } from './webhook.dto.js';

/** Restarts the schedule; earlier attempts stay in the log. */
const SEND_AGAIN = `status = 'pending', attempts = 0, due_at = now(), finished_at = NULL,
                    lease_token = NULL, lease_until = NULL`;

/** The log of what was sent to a receiver, and replay. */
@Injectable()
export class WebhookDeliveries {
  constructor(@InjectRepository(WebhookDelivery) private readonly deliveries: Repository<WebhookDelivery>) {}

  /** Newest first, one row more than asked for. */
  list(endpointId: string, query: DeliveryQuery): Promise<WebhookDelivery[]> {
    const select = this.deliveries
      .createQueryBuilder('delivery')
      .innerJoinAndSelect('delivery.notification', 'notification')
      .where('delivery.endpointId = :endpointId', { endpointId });
    if (query.status !== undefined) select.andWhere('delivery.status = :status', { status: query.status });
    const after = numberCursor(query.cursor);
    if (after !== null) {
      select.andWhere('(delivery.sequence, delivery.id) < (:value::bigint, :id::uuid)', { ...after });
    }
    return select
      .orderBy('delivery.sequence', 'DESC')
      .addOrderBy('delivery.id', 'DESC')
      .limit(query.limit + 1)
      .getMany();
  }

  /** @throws Problem webhook-delivery-not-found */
  async get(endpointId: string, id: string): Promise<WebhookDelivery> {
    const where = { id, endpointId };
    const delivery = await this.deliveries.findOne({ where, relations: { notification: true } });
    if (delivery === null) throw new Problem(DELIVERY_NOT_FOUND, `There is no delivery ${id}.`);
    return delivery;
  }

  async replay(endpointId: string, id: string): Promise<WebhookDelivery> {
    await this.deliveries.query(
      `UPDATE webhook_deliveries SET ${SEND_AGAIN} WHERE id = $1 AND endpoint_id = $2`,
      [id, endpointId],
    );
    return this.get(endpointId, id);
  }

  /** @returns how many will be sent again */
  async replayRange(endpointId: string, range: ReplayDeliveries): Promise<number> {
    const rows = await returning(
      this.deliveries,
      `UPDATE webhook_deliveries SET ${SEND_AGAIN}
       WHERE endpoint_id = $1 AND created_at >= $2 AND created_at < coalesce($3, now()) AND status = $4
       RETURNING id`,
      [endpointId, range.since, range.until ?? null, range.status ?? 'failed'],
    );
    return rows.length;
  }

  /** Sends a test event to one receiver, whatever it listens to. */
  async sendTest(endpointId: string): Promise<WebhookDelivery> {
    const rows: { id: string }[] = await this.deliveries.query(
      `WITH notification AS (
         INSERT INTO notifications (id, type, data)
         VALUES (uuid_v7(), $2, jsonb_build_object('webhook_id', $1::uuid)) RETURNING id, sequence
       )
       INSERT INTO webhook_deliveries (id, endpoint_id, notification_id, sequence)
       SELECT uuid_v7(), $1, id, sequence FROM notification RETURNING id`,
      [endpointId, TEST_TYPE],
    );
    return this.get(endpointId, rows[0]!.id);
  }
}

/** The order of the list: by when things happened. */
export const endOfDeliveries = ({ sequence, id }: WebhookDelivery): PageEnd => ({ value: sequence, id });

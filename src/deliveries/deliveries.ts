import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { timeAndTextCursor } from '../platform/http/cursors.js';
import { addressKey } from '../suppressions/address-key.js';
import type { DeliveryQuery } from './delivery.dto.js';
import { type DeliveryEvent, eventsOfMails } from './delivery-log.js';
import { type Delivery, foldDelivery } from './fold-delivery.js';

interface FoundMail {
  mailKey: string;
  lastEventAt: Date;
}

/** Looks up what is known about sent mail. */
@Injectable()
export class Deliveries {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  /** Newest first, one more than asked for. */
  async list(query: DeliveryQuery): Promise<Delivery[]> {
    const mails = await this.find(query);
    const keys = mails.map(({ mailKey }) => mailKey);
    const byMail = new Map<string, DeliveryEvent[]>(keys.map((key) => [key, []]));
    for (const event of await eventsOfMails(this.database, keys)) byMail.get(event.mailKey)!.push(event);
    return keys.map((key) => foldDelivery(byMail.get(key)!));
  }

  private find({ email_id: emailId, recipient, limit, cursor }: DeliveryQuery): Promise<FoundMail[]> {
    const after = timeAndTextCursor(cursor);
    const address = recipient === undefined ? null : (addressKey(recipient) ?? '');
    return this.database.query(
      `WITH named AS (
         SELECT DISTINCT mail_key FROM delivery_events
         WHERE ($1::text IS NULL OR mail_key = $1) AND ($2::text IS NULL OR recipients @> ARRAY[$2])
       ), mail AS (
         SELECT mail_key, max(occurred_at) AS last_event_at
         FROM delivery_events JOIN named USING (mail_key) GROUP BY mail_key
       )
       SELECT mail_key AS "mailKey", last_event_at AS "lastEventAt" FROM mail
       WHERE $3::timestamptz IS NULL OR (last_event_at, mail_key) < ($3, $4)
       ORDER BY last_event_at DESC, mail_key DESC LIMIT $5`,
      [emailId ?? null, address, after?.value ?? null, after?.id ?? null, limit + 1],
    );
  }
}

import type { EntityManager } from 'typeorm';
import type { EventKind } from '../../providers/provider.js';
import type { Message } from '../message.entity.js';
import { type Delivery, foldDelivery } from './delivery-status.js';

/**
 * The part of a message that changes while it is sent. It is read in one query, so what is `sent` has its `emailId`.
 */
export type SentMessage = Pick<Message, 'source' | 'emailId' | 'messageId' | 'delivery'>;

interface OutboundMail {
  state: string;
  failure: string | null;
  at: Date;
  events: { kind: EventKind; at: string; reason: string | null }[] | null;
}

type SentRow = Pick<Message, 'id' | 'source' | 'emailId' | 'messageId'> & OutboundMail;

/**
 * What became of the mails that we sent, by message id. Computed on request from what providers and verified reports
 * have told `deliveries/`: the order of events never matters, and nothing has to be kept in step. (The two rooms are on
 * the same level, so this reads the other's table and none of its code.)
 */
export async function findDeliveries(
  db: Pick<EntityManager, 'query'>,
  ids: string[],
): Promise<Map<string, SentMessage>> {
  if (ids.length === 0) return new Map();
  const rows: SentRow[] = await db.query(
    `SELECT message.id, message.source, message.email_id AS "emailId", message.message_id AS "messageId",
            mail.state, mail.failure, coalesce(mail.sent_at, mail.created_at) AS at,
            (SELECT json_agg(json_build_object('kind', event.kind, 'at', event.occurred_at,
                                               'reason', coalesce(event.diagnostic_code, event.reason)))
             FROM delivery_events AS event
             WHERE event.mail_key = message.email_id OR event.message_id = message.message_id) AS events
     FROM outbound_mails AS mail JOIN messages AS message ON message.id = mail.message_id
     WHERE mail.message_id = ANY($1::uuid[])`,
    [ids],
  );
  return new Map(
    rows.map(({ id, source, emailId, messageId, ...mail }) => [
      id,
      { source, emailId, messageId, delivery: deliveryOf(mail) },
    ]),
  );
}

function deliveryOf({ state, failure, at, events }: OutboundMail): Delivery {
  const known = foldDelivery((events ?? []).map((event) => ({ ...event, at: new Date(event.at) })));
  if (known !== null) return known;
  if (state === 'failed' || state === 'unknown') return { status: state, reason: failure, at };
  if (state === 'queued' || state === 'sending') return { status: 'queued', reason: failure, at };
  return { status: 'sent', reason: null, at };
}

import type { EntityManager } from 'typeorm';
import { findProvider } from '../../providers/registry.js';
import { type Delivery, foldDelivery, type Told } from './delivery-status.js';

interface SentRow {
  message_id: string;
  state: string;
  failure: string | null;
  at: Date;
  events: { source: string; delivery_id: string; payload: string; received_at: string }[] | null;
}

/**
 * What became of the mails that we sent, by message id. It is added up from the stored events when it is asked for, so
 * that their order never matters and nothing has to be kept in step.
 */
export async function findDeliveries(
  db: Pick<EntityManager, 'query'>,
  messageIds: string[],
): Promise<Map<string, Delivery>> {
  if (messageIds.length === 0) return new Map();
  const rows: SentRow[] = await db.query(
    `SELECT mail.message_id, mail.state, mail.failure, coalesce(mail.sent_at, mail.created_at) AS at,
            (SELECT json_agg(json_build_object('source', event.source, 'delivery_id', event.delivery_id,
                                               'payload', event.payload, 'received_at', event.received_at))
             FROM inbox_events AS event
             WHERE event.email_id = message.email_id AND event.source = mail.source) AS events
     FROM outbound_mails AS mail JOIN messages AS message ON message.id = mail.message_id
     WHERE mail.message_id = ANY($1::uuid[])`,
    [messageIds],
  );
  return new Map(rows.map((row) => [row.message_id, deliveryOf(row)]));
}

function deliveryOf({ state, failure, at, events }: SentRow): Delivery {
  const told = (events ?? []).map(toTold).filter((one) => one !== null);
  const known = foldDelivery(told);
  if (known !== null) return known;
  if (state === 'failed') return { status: 'failed', reason: failure, at };
  return { status: state === 'queued' || state === 'sending' ? 'queued' : 'sent', reason: null, at };
}

function toTold(event: NonNullable<SentRow['events']>[number]): Told | null {
  const said = findProvider(event.source)?.normalise(JSON.parse(event.payload), event.delivery_id);
  if (said === undefined) return null;
  const reason = said.bounce?.diagnosticCode ?? said.bounce?.message ?? said.reason;
  return { kind: said.kind, at: said.occurredAt ?? new Date(event.received_at), reason };
}

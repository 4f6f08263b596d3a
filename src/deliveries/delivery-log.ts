import type { EntityManager } from 'typeorm';
import type { InboxEvent } from '../inbox/inbox-event.entity.js';
import { addressKey } from '../suppressions/address-key.js';
import type { EventKind, ProviderEvent } from '../providers/provider.js';

/** One fact that we were told about a sent mail. */
export interface DeliveryEvent {
  id: string;
  eventId: string;
  source: string;
  mailKey: string;
  emailId: string | null;
  messageId: string | null;
  kind: EventKind;
  /** The one recipient that it is about; null if it may be any of `recipients`. */
  recipient: string | null;
  recipients: string[];
  bounceType: string | null;
  bounceSubtype: string | null;
  diagnosticCode: string | null;
  reason: string | null;
  occurredAt: Date;
}

const COLUMNS = `
  id, event_id AS "eventId", source, mail_key AS "mailKey", email_id AS "emailId", message_id AS "messageId", kind,
  recipient, recipients, bounce_type AS "bounceType", bounce_subtype AS "bounceSubtype",
  diagnostic_code AS "diagnosticCode", reason, occurred_at AS "occurredAt"`;

/** When it happened, but never later than we received it, whatever the sender's clock says. */
export function occurredAtOf(report: ProviderEvent, event: InboxEvent): Date {
  const { occurredAt } = report;
  return occurredAt === null || occurredAt > event.receivedAt ? event.receivedAt : occurredAt;
}

/** What an event says about a sent mail. */
export function toDeliveryEvent(report: ProviderEvent, event: InboxEvent): DeliveryEvent {
  return {
    id: event.id,
    eventId: event.id,
    source: event.source,
    mailKey: report.emailId ?? report.messageId ?? event.id,
    emailId: report.emailId,
    messageId: report.messageId,
    kind: report.kind,
    recipient: report.recipient === null ? null : asKey(report.recipient),
    recipients: report.recipients.map(asKey),
    bounceType: report.bounce?.type ?? null,
    bounceSubtype: report.bounce?.subType ?? null,
    diagnosticCode: report.bounce?.diagnosticCode ?? null,
    reason: report.reason,
    occurredAt: occurredAtOf(report, event),
  };
}

/** The form in which the list stores it; text that is no address stays as it is. */
const asKey = (address: string): string => addressKey(address) ?? address;

/** Stores it, once. */
export async function logDelivery(tx: EntityManager, delivery: DeliveryEvent): Promise<void> {
  await tx.query(
    `INSERT INTO delivery_events (id, event_id, source, mail_key, email_id, message_id, kind, recipient, recipients,
       bounce_type, bounce_subtype, diagnostic_code, reason, occurred_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) ON CONFLICT (id) DO NOTHING`,
    [
      delivery.id,
      delivery.eventId,
      delivery.source,
      delivery.mailKey,
      delivery.emailId,
      delivery.messageId,
      delivery.kind,
      delivery.recipient,
      delivery.recipients,
      delivery.bounceType,
      delivery.bounceSubtype,
      delivery.diagnosticCode,
      delivery.reason,
      delivery.occurredAt,
    ],
  );
}

/**
 * All facts about the mail sent with this Message-ID: what providers reported, and a reply of ours from the outbox of
 * `tickets/` (a room on the same level, so this reads its tables and none of its code).
 */
export async function sentAs(db: Pick<EntityManager, 'query'>, messageId: string): Promise<DeliveryEvent[]> {
  const told: DeliveryEvent[] = await db.query(
    `SELECT ${COLUMNS} FROM delivery_events WHERE message_id = $1 AND source <> 'report'`,
    [messageId],
  );
  const replies: DeliveryEvent[] = await db.query(
    `SELECT message.id, message.id AS "eventId", mail.source, coalesce(message.email_id, message.message_id) AS "mailKey",
            message.email_id AS "emailId", message.message_id AS "messageId", 'sent' AS kind, NULL AS recipient,
            mail.recipients, NULL AS "bounceType", NULL AS "bounceSubtype", NULL AS "diagnosticCode", NULL AS reason,
            mail.sent_at AS "occurredAt"
     FROM messages AS message JOIN outbound_mails AS mail ON mail.message_id = message.id
     WHERE message.direction = 'outbound' AND message.message_id = $1`,
    [messageId],
  );
  return [...told, ...replies];
}

/** Everything about some mails, in no particular order. */
export function eventsOfMails(
  db: Pick<EntityManager, 'query'>,
  mailKeys: string[],
): Promise<DeliveryEvent[]> {
  return db.query(`SELECT ${COLUMNS} FROM delivery_events WHERE mail_key = ANY($1)`, [mailKeys]);
}

/**
 * Makes this transaction the only one at work on a mail, so that two about the same mail see each other's rows.
 *
 * @param ids provider's ids of mails, or Message-IDs; always locked in the same order
 */
export async function aloneWith(tx: EntityManager, ids: (string | null)[]): Promise<void> {
  for (const id of [...new Set(ids)].filter((one) => one !== null).sort()) {
    await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [id]);
  }
}

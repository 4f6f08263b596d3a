import { type EventEnvelope, identifyEmailEvent, toEmailEvent } from '../email-event.js';
import { contentId, type JsonObject, readLine, readObject } from '../json.js';
import { type Provider } from '../provider.js';
import { checkStandardWebhooksSecret, verifyStandardWebhook } from '../signatures/standard-webhooks.js';
import { parseTimestamp } from '../timestamps.js';
import { kindOfResendType } from './event-types.js';

/**
 * Resend (https://resend.com/docs/webhooks): `{type, created_at, data}` in a Svix delivery. The body has no id; the
 * event's id is the signed header `svix-id`, the same on every retry and replay. `data.created_at` is when the e-mail
 * was made, not when the event happened. It is read only for received mail, where the two are the same.
 */
export const resend: Provider = {
  id: 'resend',
  title: 'Resend',
  secretVariable: 'RESEND_WEBHOOK_SECRET',
  verify: verifyStandardWebhook,
  checkSecret: checkStandardWebhooksSecret,

  normalise: (payload, deliveryId) => toEmailEvent(...open(payload, deliveryId)),
  identify: (payload, deliveryId) => identifyEmailEvent(...open(payload, deliveryId)),
};

function open(payload: unknown, deliveryId: string | null): [EventEnvelope, JsonObject] {
  const envelope = readObject(payload);
  const data = readObject(envelope.data);
  const type = readLine(envelope.type);
  const kind = kindOfResendType(type);
  const occurredAt =
    parseTimestamp(envelope.created_at) ?? (kind === 'received' ? parseTimestamp(data.created_at) : null);
  return [{ type, kind, deliveryId: deliveryId ?? contentId(payload), occurredAt }, data];
}

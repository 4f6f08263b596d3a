import { type EventEnvelope, identifyEmailEvent, toEmailEvent } from '../email-event.js';
import { contentId, type JsonObject, readId, readLine, readObject } from '../json.js';
import { type Provider } from '../provider.js';
import { kindOfResendType } from '../resend/event-types.js';
import { checkKey } from '../signatures/secrets.js';
import { parseTimestamp, parseUnixTime } from '../timestamps.js';
import { verifyReloop } from './signatures.js';

/**
 * Reloop (https://reloop.sh/docs/webhooks). The page documents Resend's envelope `{type, created_at, data}`; the
 * sender's code writes `{id, event, payload, timestamp}`. Both are read. The id is the one in the body, which is
 * signed, or else the header `Reloop-Id`.
 */
export const reloop: Provider = {
  id: 'reloop',
  title: 'Reloop',
  secretVariable: 'RELOOP_WEBHOOK_SECRET',
  verify: verifyReloop,
  checkSecret: (secret) => checkKey(secret, secret.startsWith('whsec_') ? 'whsec' : 'utf8'),

  normalise: (payload, deliveryId) => toEmailEvent(...open(payload, deliveryId)),
  identify: (payload, deliveryId) => identifyEmailEvent(...open(payload, deliveryId)),
};

function open(payload: unknown, deliveryId: string | null): [EventEnvelope, JsonObject] {
  const envelope = readObject(payload);
  const type = readLine(envelope.type) ?? readLine(envelope.event);
  return [
    {
      type,
      kind: kindOfResendType(type),
      deliveryId: findBodyId(envelope, type) ?? deliveryId ?? contentId(payload),
      occurredAt: parseTimestamp(envelope.created_at) ?? readTimestamp(envelope.timestamp),
    },
    readObject(envelope.data ?? envelope.payload),
  ];
}

/** The oldest form sends the data without an envelope. Its `id` is the e-mail's, shared by that mail's events. */
function findBodyId(envelope: JsonObject, type: string | null): string | null {
  return type === null ? null : readId(envelope.id);
}

function readTimestamp(value: unknown): Date | null {
  return parseUnixTime(value) ?? parseTimestamp(value);
}

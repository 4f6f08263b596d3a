import { type EventEnvelope, identifyEmailEvent, toEmailEvent } from '../email-event.js';
import { contentId, type JsonObject, readId, readLine, readObject } from '../json.js';
import { type Provider } from '../provider.js';
import { kindOfResendType } from '../resend/event-types.js';
import { type HmacScheme, verifyHmac } from '../signatures/hmac.js';
import { checkKey } from '../signatures/secrets.js';
import { verifyStandardWebhook } from '../signatures/standard-webhooks.js';
import { parseTimestamp } from '../timestamps.js';

/**
 * The current generation: `X-PristineSend-Signature: t=<unix>,v1=<hex>`. The page does not say what is signed;
 * `t.body`, with the whole secret as the key, is the common form of this header.
 */
const OWN_SCHEME: HmacScheme = {
  signatureHeader: 'x-pristinesend-signature',
  prefix: '',
  encoding: 'hex',
  signed: 'ts.body',
  timestamp: { in: 'signature', unit: 'seconds' },
  idHeaders: ['x-pristinesend-event-id'],
  secretEncoding: 'utf8',
};

/**
 * PristineSend, both generations of https://pristinesend.com/docs/webhooks:
 * - older: Resend's events, passed on with Svix headers and Resend's signing secret. There is no `created_at` beside
 *   `data`, and e-mail ids are `re_…`. The id is the signed `svix-id`.
 * - current: `{id: "evt_…", type, created_at, data}` with a signature of its own. `data` is null or the e-mail as the
 *   API returns it, with `id` instead of `email_id` and `to` as a string. `id` is signed with the body; the header
 *   `X-PristineSend-Event-Id` repeats it unsigned.
 */
export const pristinesend: Provider = {
  id: 'pristinesend',
  title: 'PristineSend',
  secretVariable: 'PRISTINESEND_WEBHOOK_SECRET',

  verify(request, secrets, options) {
    const isOwnScheme = request.headers[OWN_SCHEME.signatureHeader] !== undefined;
    return isOwnScheme
      ? verifyHmac(request, OWN_SCHEME, secrets, options)
      : verifyStandardWebhook(request, secrets, options);
  },

  checkSecret: (secret) => checkKey(secret, secret.startsWith('whsec_') ? 'whsec' : 'utf8'),

  normalise: (payload, deliveryId) => toEmailEvent(...open(payload, deliveryId)),
  identify: (payload, deliveryId) => identifyEmailEvent(...open(payload, deliveryId)),
};

function open(payload: unknown, deliveryId: string | null): [EventEnvelope, JsonObject] {
  const envelope = readObject(payload);
  const data = readObject(envelope.data);
  const type = readLine(envelope.type);
  return [
    {
      type,
      kind: kindOfResendType(type),
      deliveryId: readId(envelope.id) ?? deliveryId ?? contentId(payload),
      occurredAt: parseTimestamp(envelope.created_at),
    },
    { ...data, email_id: data.email_id ?? data.id },
  ];
}

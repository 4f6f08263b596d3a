import { type SignedRequest, type Verdict, type VerifyOptions } from '../provider.js';
import { type HmacScheme, verifyHmac } from '../signatures/hmac.js';
import { verifyStandardWebhook } from '../signatures/standard-webhooks.js';
import { refuse } from '../signatures/verdicts.js';

const COMMON = {
  prefix: '',
  encoding: 'hex',
  idHeaders: ['reloop-id', 'svix-id'],
  secretEncoding: 'utf8',
} as const;

/** User agent `Reloop-Webhook/1.0`: signs the body alone, without a time. */
const BODY_ONLY: HmacScheme = {
  ...COMMON,
  signatureHeader: 'x-webhook-signature',
  prefix: 'sha256=',
  signed: 'body',
  timestamp: null,
};

/** User agent `Reloop-Webhooks/1.0`: signs `timestamp.body`, with the time in a header; its unit is not documented. */
const TIME_IN_HEADER: HmacScheme = {
  ...COMMON,
  signatureHeader: 'x-reloop-signature',
  signed: 'ts.body',
  timestamp: { in: 'header', header: 'x-reloop-timestamp', unit: 'either' },
};

/** `t=<seconds>,v1=<hex>`, as `verify` of the reloop-node package reads it. */
const TIME_IN_SIGNATURE: HmacScheme = {
  ...COMMON,
  signatureHeader: 'x-webhook-signature',
  signed: 'ts.body',
  timestamp: { in: 'signature', unit: 'seconds' },
};

/**
 * Verifies a Reloop request. Reloop changed its signatures over time, so the headers decide which form it is. Its page
 * also mentions Svix ids, so a Svix delivery is verified as one. The newest headers (`Reloop-Signature`, `-Timestamp`,
 * `-Id`) have no published format and are refused rather than guessed.
 */
export function verifyReloop(
  request: SignedRequest,
  secrets: readonly string[],
  options: VerifyOptions,
): Verdict {
  const { headers } = request;
  if (headers['x-reloop-signature'] !== undefined)
    return verifyHmac(request, TIME_IN_HEADER, secrets, options);
  const signature = headers['x-webhook-signature'];
  if (signature !== undefined) {
    const isTimed = typeof signature === 'string' && signature.startsWith('t=');
    return verifyHmac(request, isTimed ? TIME_IN_SIGNATURE : BODY_ONLY, secrets, options);
  }
  if (headers['svix-signature'] !== undefined) return verifyStandardWebhook(request, secrets, options);
  return headers['reloop-signature'] === undefined
    ? refuse(
        'header_missing',
        'There is no header x-webhook-signature, x-reloop-signature or svix-signature.',
      )
    : refuse('signature_scheme_unknown', 'How a reloop-signature is made has not been published.');
}

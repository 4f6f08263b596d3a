import { createHmac } from 'node:crypto';
import { type SignedRequest, type Verdict, type VerifyOptions } from '../provider.js';
import { checkKey, findKeys } from './secrets.js';
import {
  isRefusal,
  MAX_ID_HEADER_BYTES,
  MAX_SIGNATURE_HEADER_BYTES,
  MAX_SIGNATURES,
  noMatch,
  noUsableSecret,
  requireFresh,
  requireHeader,
  requireId,
  someSignatureMatches,
  tooManySignatures,
} from './verdicts.js';

/** Svix signs with its own header names; a white-labelled Svix and every other sender use the standard's. */
const HEADER_FAMILIES = ['svix', 'webhook'] as const;

const HEADER_PARTS = ['id', 'timestamp', 'signature'] as const;

/**
 * Verifies a Standard Webhooks request, symmetric form: `v1,` and the base64 HMAC-SHA256 of `id.timestamp.body`. During
 * a rotation the signature header lists several, separated by spaces; one that matches is enough. `v1a` (ed25519) is
 * skipped.
 *
 * Stricter than the reference library in three ways: the time must be digits only, the headers have a size limit, and a
 * header sent twice is refused instead of throwing.
 *
 * @see https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 * @see https://docs.svix.com/receiving/verifying-payloads/how-manual
 */
export function verifyStandardWebhook(
  { headers, body }: SignedRequest,
  secrets: readonly string[],
  options: VerifyOptions,
): Verdict {
  const family = familyOf(headers);
  const id = requireId(headers, `${family}-id`);
  if (isRefusal(id)) return id;
  const timestamp = requireHeader(headers, `${family}-timestamp`, MAX_ID_HEADER_BYTES);
  if (isRefusal(timestamp)) return timestamp;
  const header = requireHeader(headers, `${family}-signature`, MAX_SIGNATURE_HEADER_BYTES);
  if (isRefusal(header)) return header;
  const signedAt = requireFresh(timestamp, 'seconds', options);
  if (isRefusal(signedAt)) return signedAt;

  const listed = header.split(' ');
  if (listed.length > MAX_SIGNATURES) return tooManySignatures(`${family}-signature`);
  const keys = findKeys(secrets, 'whsec');
  if (keys.length === 0) return noUsableSecret();
  const signatures = listed
    .filter((entry) => entry.startsWith('v1,'))
    .map((entry) => entry.slice('v1,'.length));
  const expected = keys.map((key) =>
    createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest('base64'),
  );
  return someSignatureMatches(signatures, expected) ? { ok: true, deliveryId: id, signedAt } : noMatch();
}

/** See `Provider.checkSecret`. */
export function checkStandardWebhooksSecret(secret: string): string | null {
  return checkKey(secret, 'whsec');
}

/** The first complete family; Svix's if none is, so that the refusal names what is missing there. */
function familyOf(headers: SignedRequest['headers']): (typeof HEADER_FAMILIES)[number] {
  const complete = HEADER_FAMILIES.find((family) =>
    HEADER_PARTS.every((part) => headers[`${family}-${part}`] !== undefined),
  );
  return complete ?? 'svix';
}

import { createHmac } from 'node:crypto';
import { type Refusal, type SignedRequest, type Verdict, type VerifyOptions } from '../provider.js';
import { findKeys, type SecretEncoding } from './secrets.js';
import { findTimedSignature } from './timed-signature.js';
import {
  isRefusal,
  MAX_ID_HEADER_BYTES,
  MAX_SIGNATURE_HEADER_BYTES,
  MAX_SIGNATURES,
  noMatch,
  noUsableSecret,
  refuse,
  requireFresh,
  requireHeader,
  requireId,
  someSignatureMatches,
  tooManySignatures,
  type TimestampUnit,
} from './verdicts.js';

/** What is signed: these parts in this order, joined by full stops. */
export type SignedContent = 'body' | 'ts.body' | 'id.ts.body';

/** How a sender signs with HMAC-SHA256. Header names are in lower case. */
export interface HmacScheme {
  signatureHeader: string;
  /** Precedes the digest, as `sha256=` does; empty for none. Not used if the time is in the signature. */
  prefix: string;
  encoding: 'hex' | 'base64';
  signed: SignedContent;
  /**
   * Where the signed time is: in a header, or in the signature header itself (`t=…,v1=…`). Null for a scheme without a
   * time, which lets an old request be resent forever: only the unique delivery id prevents that.
   */
  timestamp:
    { in: 'header'; header: string; unit: TimestampUnit } | { in: 'signature'; unit: TimestampUnit } | null;
  /** Headers that may hold the delivery id; the first one present counts. Proven only if `signed` begins with `id`. */
  idHeaders: readonly string[];
  secretEncoding: SecretEncoding;
  /** Replaces the configured tolerance if the sender documents its own. */
  toleranceSeconds?: number;
}

/** The signature headers of one request. */
interface SignatureParts {
  timestamp: string | null;
  signatures: string[];
}

/** Verifies a request against a scheme. The digests of all secrets are compared in constant time. */
export function verifyHmac(
  request: SignedRequest,
  scheme: HmacScheme,
  secrets: readonly string[],
  options: VerifyOptions,
): Verdict {
  const parts = readParts(request.headers, scheme);
  if ('ok' in parts) return parts;
  const id = readDeliveryId(request.headers, scheme);
  if (id !== null && isRefusal(id)) return id;
  const signedAt = readSignedAt(parts.timestamp, scheme, options);
  if (signedAt !== null && isRefusal(signedAt)) return signedAt;

  const keys = findKeys(secrets, scheme.secretEncoding);
  if (keys.length === 0) return noUsableSecret();
  const preamble = { body: '', 'ts.body': `${parts.timestamp}.`, 'id.ts.body': `${id}.${parts.timestamp}.` }[
    scheme.signed
  ];
  const expected = keys.map((key) =>
    createHmac('sha256', key).update(preamble).update(request.body).digest(scheme.encoding),
  );
  return someSignatureMatches(parts.signatures, expected)
    ? { ok: true, deliveryId: id, signedAt }
    : noMatch();
}

function readParts(headers: SignedRequest['headers'], scheme: HmacScheme): SignatureParts | Refusal {
  const header = requireHeader(headers, scheme.signatureHeader, MAX_SIGNATURE_HEADER_BYTES);
  if (isRefusal(header)) return header;
  const parts = scheme.timestamp?.in === 'signature' ? findTimedSignature(header) : findPlain(header, scheme);
  if (parts === null) {
    return refuse(
      'signature_malformed',
      `The header ${scheme.signatureHeader} is not written as it must be.`,
    );
  }
  if (parts.signatures.length > MAX_SIGNATURES) return tooManySignatures(scheme.signatureHeader);
  const signatures = parts.signatures.map((text) => (scheme.encoding === 'hex' ? text.toLowerCase() : text));
  if (scheme.timestamp?.in !== 'header') return { timestamp: parts.timestamp, signatures };
  const timestamp = requireHeader(headers, scheme.timestamp.header, MAX_ID_HEADER_BYTES);
  return isRefusal(timestamp) ? timestamp : { timestamp, signatures };
}

function findPlain(header: string, { prefix }: HmacScheme): SignatureParts | null {
  return header.startsWith(prefix) ? { timestamp: null, signatures: [header.slice(prefix.length)] } : null;
}

/** A missing or malformed id is a reason to refuse only if the id is signed. */
function readDeliveryId(headers: SignedRequest['headers'], scheme: HmacScheme): string | null | Refusal {
  const name = scheme.idHeaders.find((header) => headers[header] !== undefined);
  const missing = () => refuse('header_missing', `There is no header ${scheme.idHeaders.join(' or ')}.`);
  const id = name === undefined ? missing() : requireId(headers, name);
  return isRefusal(id) && scheme.signed !== 'id.ts.body' ? null : id;
}

/** A time that is not part of the signed content proves nothing and is not read. */
function readSignedAt(
  timestamp: string | null,
  scheme: HmacScheme,
  options: VerifyOptions,
): Date | null | Refusal {
  if (scheme.timestamp === null || scheme.signed === 'body') return null;
  const toleranceSeconds = scheme.toleranceSeconds ?? options.toleranceSeconds;
  return requireFresh(timestamp ?? '', scheme.timestamp.unit, { now: options.now, toleranceSeconds });
}

import { timingSafeEqual } from 'node:crypto';
import { type Refusal, type RefusalReason, type SignedRequest, type VerifyOptions } from '../provider.js';
import { parseUnixTime } from '../timestamps.js';

/** Longest signature header read. Two signatures of a rotation need 100 bytes; 10,000 cost a library 24 ms. */
export const MAX_SIGNATURE_HEADER_BYTES = 4096;

/** Most signatures checked in one header. Resend sends two during a rotation. */
export const MAX_SIGNATURES = 16;

/** Longest id or timestamp header read. Svix ids have 31 characters. */
export const MAX_ID_HEADER_BYTES = 256;

export function refuse(reason: RefusalReason, detail: string): Refusal {
  return { ok: false, reason, detail };
}

export const tooManySignatures = (header: string): Refusal =>
  refuse('too_many_signatures', `${header} holds more than ${MAX_SIGNATURES} signatures.`);

export const noUsableSecret = (): Refusal =>
  refuse('secret_unusable', 'No secret is configured with which a signature could be checked.');

export const noMatch = (): Refusal =>
  refuse('signature_mismatch', 'The signature was not made over these bytes with a secret of this source.');

/** A refusal is an object; a header's value is a string. */
export function isRefusal(value: string | Date | Refusal): value is Refusal {
  return typeof value === 'object' && 'ok' in value;
}

/** The value of a header that must occur exactly once. */
export function requireHeader(
  headers: SignedRequest['headers'],
  name: string,
  maxBytes: number,
): string | Refusal {
  const value = headers[name];
  if (value === undefined || value === '') return refuse('header_missing', `There is no header ${name}.`);
  if (typeof value !== 'string')
    return refuse('header_repeated', `The header ${name} stands there more than once.`);
  if (value.length > maxBytes)
    return refuse('header_too_long', `The header ${name} is longer than ${maxBytes} bytes.`);
  return value;
}

/** The id header of a signed delivery: visible ASCII only, so that it can be stored and logged as it is. */
export function requireId(headers: SignedRequest['headers'], name: string): string | Refusal {
  const id = requireHeader(headers, name, MAX_ID_HEADER_BYTES);
  if (isRefusal(id)) return id;
  return /^[\x21-\x7e]+$/.test(id) ? id : refuse('id_malformed', `The header ${name} holds no id.`);
}

/** Unit of a signed unix time; `either` if a sender's pages and code leave it open (told apart by size). */
export type TimestampUnit = 'seconds' | 'milliseconds' | 'either';

/** Reads a signed unix time and compares it with the clock. Digits only: `parseInt` would accept `1795168800abc`. */
export function requireFresh(
  timestamp: string,
  unit: TimestampUnit,
  { now, toleranceSeconds }: VerifyOptions,
): Date | Refusal {
  const signedAt = /^\d{1,15}$/.test(timestamp) ? toTime(Number(timestamp), unit) : null;
  if (signedAt === null) return refuse('timestamp_malformed', 'The signed timestamp is no unix time.');
  const ageSeconds = Math.floor(now.getTime() / 1000) - Math.floor(signedAt.getTime() / 1000);
  if (ageSeconds > toleranceSeconds) {
    const detail = `The signed timestamp is ${ageSeconds} seconds old by our clock; ${toleranceSeconds} are allowed.`;
    return refuse('timestamp_too_old', detail);
  }
  if (ageSeconds < -toleranceSeconds) {
    const detail = `The signed timestamp is ${-ageSeconds} seconds ahead of our clock; ${toleranceSeconds} are allowed.`;
    return refuse('timestamp_too_new', detail);
  }
  return signedAt;
}

/** True if any signature equals any expected one. Compares every pair, each in constant time. */
export function someSignatureMatches(signatures: readonly string[], expected: readonly string[]): boolean {
  let isMatch = false;
  for (const wanted of expected.map((text) => Buffer.from(text))) {
    for (const given of signatures.map((text) => Buffer.from(text))) {
      if (given.length === wanted.length && timingSafeEqual(given, wanted)) isMatch = true;
    }
  }
  return isMatch;
}

function toTime(value: number, unit: TimestampUnit): Date | null {
  if (unit === 'either') return parseUnixTime(value);
  const time = new Date(unit === 'seconds' ? value * 1000 : value);
  return Number.isNaN(time.getTime()) ? null : time;
}

import { createHash, randomInt } from 'node:crypto';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const PREFIX_LENGTH = 11;

/** A new key: `pr_`, 8 characters to recognise it, 32 more; 238 random bits. */
export function newKeyText(): string {
  return `pr_${randomText(8)}_${randomText(32)}`;
}

/** The part that may be shown and logged. */
export function prefixOf(keyText: string): string {
  return keyText.slice(0, PREFIX_LENGTH);
}

export function hashOf(keyText: string): Buffer {
  return createHash('sha256').update(keyText).digest();
}

/** A key as a caller presents it: the part that need not be secret, and the digest of the whole. */
export interface PresentedKey {
  prefix: string;
  sha256: Buffer;
}

/** Null if the header has no bearer token (RFC 6750 §2.1). */
export function presentedKey(authorization = ''): PresentedKey | null {
  const [scheme, token, ...rest] = authorization.split(' ');
  if (scheme?.toLowerCase() !== 'bearer' || !token || rest.length > 0) return null;
  return { prefix: prefixOf(token), sha256: hashOf(token) };
}

function randomText(length: number): string {
  return Array.from({ length }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
}

import { createSecretKey, type KeyObject } from 'node:crypto';

/** Shortest key accepted at start, in bytes. Standard Webhooks asks for 24 to 64. */
const MIN_KEY_BYTES = 24;

const STANDARD_WEBHOOKS_PREFIX = 'whsec_';
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

/** How a configured secret becomes the HMAC key. */
export type SecretEncoding = 'utf8' | 'hex' | 'base64' | 'whsec';

/** The bytes of a secret; null if it is empty or not in its encoding. */
function decode(secret: string, encoding: SecretEncoding): Buffer | null {
  if (encoding === 'utf8') return withoutPrefix(secret) === '' ? null : Buffer.from(secret, 'utf8');
  if (encoding === 'hex') return /^(?:[0-9a-fA-F]{2})+$/.test(secret) ? Buffer.from(secret, 'hex') : null;
  const text = encoding === 'whsec' ? withoutPrefix(secret) : secret;
  const isPadded = text.length % 4 === 0 || !text.endsWith('=');
  return BASE64.test(text) && isPadded && text.length % 4 !== 1 ? Buffer.from(text, 'base64') : null;
}

/** The keys of each list of secrets: Node.js 24 takes three times as long to make a key as to sign with it. */
const found = new WeakMap<readonly string[], Map<SecretEncoding, KeyObject[]>>();

/**
 * The usable keys among the configured secrets.
 *
 * @param secrets the same array for every request; never modified
 */
export function findKeys(secrets: readonly string[], encoding: SecretEncoding): KeyObject[] {
  const known = found.get(secrets) ?? new Map<SecretEncoding, KeyObject[]>();
  const keys = known.get(encoding) ?? makeKeys(secrets, encoding);
  found.set(secrets, known.set(encoding, keys));
  return keys;
}

const makeKeys = (secrets: readonly string[], encoding: SecretEncoding): KeyObject[] =>
  secrets
    .map((secret) => decode(secret, encoding))
    .filter((bytes) => bytes !== null)
    .map((bytes) => createSecretKey(bytes));

/**
 * What is wrong with a secret, as the end of a sentence and without the secret itself; null if it is good. An empty
 * `whsec_` would be the empty key, with which anybody can sign.
 */
export function checkKey(secret: string, encoding: SecretEncoding): string | null {
  const bytes = decode(secret, encoding);
  if (bytes === null) return EXPECTED[encoding];
  if (bytes.length < MIN_KEY_BYTES) return `must hold at least ${MIN_KEY_BYTES} bytes, not ${bytes.length}`;
  return null;
}

const EXPECTED: Record<SecretEncoding, string> = {
  utf8: 'must not be empty',
  hex: 'must be hexadecimal',
  base64: 'must be base64',
  whsec: 'must be `whsec_` and base64 after it, as the provider shows it',
};

function withoutPrefix(secret: string): string {
  return secret.startsWith(STANDARD_WEBHOOKS_PREFIX) ? secret.slice(STANDARD_WEBHOOKS_PREFIX.length) : secret;
}

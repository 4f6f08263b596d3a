/** Shortest key accepted at start, in bytes. Standard Webhooks asks for 24 to 64. */
const MIN_KEY_BYTES = 24;

const STANDARD_WEBHOOKS_PREFIX = 'whsec_';
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

/** How a configured secret becomes the HMAC key. */
export type SecretEncoding = 'utf8' | 'hex' | 'base64' | 'whsec';

/** The key of a secret; null when the secret is empty or not in its encoding. */
function findKey(secret: string, encoding: SecretEncoding): Buffer | null {
  if (encoding === 'utf8') return withoutPrefix(secret) === '' ? null : Buffer.from(secret, 'utf8');
  if (encoding === 'hex') return /^(?:[0-9a-fA-F]{2})+$/.test(secret) ? Buffer.from(secret, 'hex') : null;
  const text = encoding === 'whsec' ? withoutPrefix(secret) : secret;
  const isPadded = text.length % 4 === 0 || !text.endsWith('=');
  return BASE64.test(text) && isPadded && text.length % 4 !== 1 ? Buffer.from(text, 'base64') : null;
}

/** The usable keys among the configured secrets. */
export function findKeys(secrets: readonly string[], encoding: SecretEncoding): Buffer[] {
  return secrets.map((secret) => findKey(secret, encoding)).filter((key) => key !== null);
}

/**
 * What is wrong with a secret, as the end of a sentence and without the secret itself; null when it is good. An empty
 * `whsec_` would be the empty key, with which anybody can sign.
 */
export function checkKey(secret: string, encoding: SecretEncoding): string | null {
  const key = findKey(secret, encoding);
  if (key === null) return EXPECTED[encoding];
  if (key.length < MIN_KEY_BYTES) return `must hold at least ${MIN_KEY_BYTES} bytes, not ${key.length}`;
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

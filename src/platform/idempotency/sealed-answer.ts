import { hkdfSync } from 'node:crypto';
import { decrypt, encrypt } from '../secrets/authenticated-encryption.js';

/** The answer to a request, to be repeated. */
export interface KeptAnswer {
  status: number;
  headers: Record<string, string>;
  /** JSON value or text; absent if there was no body. */
  body?: unknown;
}

/**
 * Encrypts an answer for its caller (AES-256-GCM). An answer may contain a new API key or signing secret, which the
 * database must not reveal. So the key is derived from the caller's own API key, of which only a hash is stored.
 *
 * @param salt differs from request to request
 */
export function seal(answer: KeptAnswer, callerSecret: string, salt: Buffer): Buffer {
  return encrypt(JSON.stringify(answer), sealingKey(callerSecret, salt));
}

/** @throws Error if it was sealed with another secret or salt, or changed */
export function unseal(bytes: Buffer, callerSecret: string, salt: Buffer): KeptAnswer {
  return JSON.parse(decrypt(bytes, sealingKey(callerSecret, salt))) as KeptAnswer;
}

function sealingKey(callerSecret: string, salt: Buffer): Buffer {
  return Buffer.from(hkdfSync('sha256', callerSecret, salt, 'postroom kept answer', 32));
}

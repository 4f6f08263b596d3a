import { hkdfSync } from 'node:crypto';
import { decrypt, encrypt } from '../secrets/authenticated-encryption.js';

/** What a request was answered with, to be given again. */
export interface KeptAnswer {
  status: number;
  headers: Record<string, string>;
  /** JSON value or text; absent when there was no body. */
  body?: unknown;
}

/**
 * Encrypts an answer for its caller (AES-256-GCM). An answer may hold a new API key or signing secret, and the database
 * must not: the key is derived from the caller's own API key, of which only a hash is stored.
 *
 * @param salt differs from request to request
 */
export function seal(answer: KeptAnswer, callerSecret: string, salt: Buffer): Buffer {
  return encrypt(JSON.stringify(answer), sealingKey(callerSecret, salt));
}

/** @throws Error when another secret or salt sealed it, or when it was changed */
export function unseal(bytes: Buffer, callerSecret: string, salt: Buffer): KeptAnswer {
  return JSON.parse(decrypt(bytes, sealingKey(callerSecret, salt))) as KeptAnswer;
}

function sealingKey(callerSecret: string, salt: Buffer): Buffer {
  return Buffer.from(hkdfSync('sha256', callerSecret, salt, 'postroom kept answer', 32));
}

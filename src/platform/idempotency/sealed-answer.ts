import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** What a request was answered with, to be given again. */
export interface KeptAnswer {
  status: number;
  headers: Record<string, string>;
  /** JSON value or text; absent when there was no body. */
  body?: unknown;
}

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Encrypts an answer for its caller (AES-256-GCM). An answer may hold a new API key or signing secret, and the database
 * must not: the key is derived from the caller's own API key, of which only a hash is stored.
 *
 * @param salt differs from request to request
 */
export function seal(answer: KeptAnswer, callerSecret: string, salt: Buffer): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', sealingKey(callerSecret, salt), nonce);
  const sealed = Buffer.concat([cipher.update(JSON.stringify(answer), 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
}

/** @throws Error when another secret or salt sealed it, or when it was changed */
export function unseal(bytes: Buffer, callerSecret: string, salt: Buffer): KeptAnswer {
  const nonce = bytes.subarray(0, NONCE_BYTES);
  const tag = bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', sealingKey(callerSecret, salt), nonce).setAuthTag(tag);
  const opened = Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
  return JSON.parse(opened.toString('utf8')) as KeptAnswer;
}

function sealingKey(callerSecret: string, salt: Buffer): Buffer {
  return Buffer.from(hkdfSync('sha256', callerSecret, salt, 'postroom kept answer', 32));
}

import { createHmac, timingSafeEqual } from 'node:crypto';
import type { EntryKey } from '../entries.js';

/** Bytes of the HMAC-SHA256 in a token: too many to guess, few enough for a header line. */
const TAG_BYTES = 16;

const FORM = /^([\w-]{1,800})\.([\w-]{22})$/;

/** Names an address and a scope, signed: `<base64url of both>.<tag>`. Like the mail, it does not expire. */
export function signToken({ address, scope }: EntryKey, key: Buffer): string {
  const content = Buffer.from(`${scope} ${address}`).toString('base64url');
  return `${content}.${tagOf(content, key).toString('base64url')}`;
}

/** The entry that a token names; null if none of the keys signed it. */
export function readToken(token: string, keys: readonly Buffer[]): EntryKey | null {
  const [, content, tag] = FORM.exec(token) ?? [];
  if (content === undefined || tag === undefined) return null;
  const given = Buffer.from(tag, 'base64url');
  if (!keys.some((key) => timingSafeEqual(tagOf(content, key), given))) return null;
  const [scope = '', ...address] = Buffer.from(content, 'base64url').toString().split(' ');
  return { scope, address: address.join(' ') };
}

const tagOf = (content: string, key: Buffer): Buffer =>
  createHmac('sha256', key).update(`unsubscribe ${content}`).digest().subarray(0, TAG_BYTES);

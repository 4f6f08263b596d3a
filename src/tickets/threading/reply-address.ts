import { createHmac, timingSafeEqual } from 'node:crypto';

/** RFC 5321 §4.5.3.1.1 allows a local part 64 octets. Ours has 59: `reply+` 6, ticket 26, `.` 1, tag 26. */
const PREFIX = 'reply+';
const TICKET_CHARS = 26;
/** 26 characters of 5 bits are 130 bits. */
const TAG_CHARS = 26;

/** RFC 4648 §6 in lower case: servers change the case of local parts, and base32 survives that. */
const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';
const SHAPE = /^reply\+([a-z2-7]{26})\.([a-z2-7]{26})$/;

/** The first key signs; all of them are accepted, so that addresses outlive a rotation. */
export type ReplyKeys = readonly [Buffer, ...Buffer[]];

/**
 * What an address says about the ticket it answers. A `misshapen` one begins like ours but goes on differently: at one
 * of our domains somebody has tampered with it; elsewhere it belongs to another system that uses the same prefix.
 */
export type ReplyClaim =
  | { kind: 'genuine'; ticketId: string }
  | { kind: 'forged' }
  | { kind: 'misshapen'; domain: string }
  | { kind: 'none' };

/** @param ticketId UUID */
export function signReplyAddress(ticketId: string, domain: string, [key]: ReplyKeys): string {
  const ticket = toBase32(Buffer.from(ticketId.replaceAll('-', ''), 'hex')).slice(0, TICKET_CHARS);
  return `${PREFIX}${ticket}.${tagOf(ticket, key)}@${domain}`;
}

/**
 * Reads a recipient. An address of the right shape that does not verify is `forged`, whatever its domain: the proof is
 * in the tag, and replies to domains that we gave up still arrive.
 */
export function readReplyAddress(address: string, keys: ReplyKeys): ReplyClaim {
  const at = Math.max(0, address.lastIndexOf('@'));
  const local = address.slice(0, at).toLowerCase();
  if (!local.startsWith(PREFIX)) return { kind: 'none' };
  const [, ticket, tag] = SHAPE.exec(local) ?? [];
  if (ticket === undefined || tag === undefined) {
    return { kind: 'misshapen', domain: address.slice(at + 1).toLowerCase() };
  }
  const given = Buffer.from(tag);
  const matches = keys.map((key) => timingSafeEqual(given, Buffer.from(tagOf(ticket, key))));
  const ticketId = matches.includes(true) ? toUuid(ticket) : null;
  return ticketId === null ? { kind: 'forged' } : { kind: 'genuine', ticketId };
}

function tagOf(ticket: string, key: Buffer): string {
  const digest = createHmac('sha256', key).update(`reply-address:${ticket}`).digest();
  return toBase32(digest).slice(0, TAG_CHARS);
}

function toBase32(bytes: Buffer): string {
  let text = '';
  let bits = 0;
  let value = 0;
  for (const byte of bytes) {
    value = (value << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += BASE32[(value >>> bits) & 31];
    }
    value &= (1 << bits) - 1;
  }
  return bits > 0 ? text + BASE32[(value << (5 - bits)) & 31] : text;
}

/** The inverse for 26 characters; null if their two spare bits are set, which signing never does. */
function toUuid(ticket: string): string | null {
  let value = 0n;
  for (const character of ticket) value = (value << 5n) | BigInt(BASE32.indexOf(character));
  if ((value & 3n) !== 0n) return null;
  const hex = (value >> 2n).toString(16).padStart(32, '0');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

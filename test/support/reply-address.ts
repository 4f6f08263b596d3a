import { createHmac } from 'node:crypto';

export const REPLY_SECRET = 'reply-secret-of-the-end-to-end-tests';

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';

/** A reply address made without our code, only from its documentation. */
export function replyAddress(ticketId: string, options: { secret?: string; domain?: string } = {}): string {
  const { secret = REPLY_SECRET, domain = 'desk.example' } = options;
  const ticket = base32(Buffer.from(ticketId.replaceAll('-', ''), 'hex')).slice(0, 26);
  const digest = createHmac('sha256', secret).update(`reply-address:${ticket}`).digest();
  return `reply+${ticket}.${base32(digest).slice(0, 26)}@${domain}`;
}

function base32(bytes: Buffer): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const groups = bits.match(/.{1,5}/g) ?? [];
  return groups.map((group) => ALPHABET[parseInt(group.padEnd(5, '0'), 2)]).join('');
}

import { createHash, randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { readReplyAddress, type ReplyKeys, signReplyAddress } from './reply-address.js';

const OLD = Buffer.from('the key of last year, retired');
const NEW = Buffer.from('the key of this year, in use now');
const TICKET = '0198c1f2-3b4d-7e6f-8a9b-0c1d2e3f4a5b';
const genuine = { kind: 'genuine', ticketId: TICKET };

describe('a signed reply address', () => {
  const address = signReplyAddress(TICKET, 'desk.example', [NEW]);
  const [local] = address.split('@') as [string];

  it('fits into a local part and reveals no number', () => {
    expect(local.length).toBeLessThanOrEqual(64);
    expect(address).toMatch(/^reply\+[a-z2-7]{26}\.[a-z2-7]{26}@desk\.example$/);
  });

  it.each([
    ['as it was signed', address],
    ['in capitals', address.toUpperCase()],
    ['at another domain', `${local}@old.example`],
  ])('is genuine %s', (_how, seen) => {
    expect(readReplyAddress(seen, [NEW])).toEqual(genuine);
  });

  it('survives a change of keys', () => {
    const old = signReplyAddress(TICKET, 'desk.example', [OLD]);
    expect(readReplyAddress(old, [NEW, OLD])).toEqual(genuine);
    expect(readReplyAddress(old, [NEW])).toEqual({ kind: 'forged' });
    expect(signReplyAddress(TICKET, 'desk.example', [NEW, OLD])).toBe(address);
  });

  it.each(['support@desk.example', 'reply@desk.example', 'no-reply+x@desk.example', '', '@'])(
    'is not found in %j',
    (other) => {
      expect(readReplyAddress(other, [NEW])).toEqual({ kind: 'none' });
    },
  );

  it.each([
    ['an id alone', 'reply+4711@desk.example'],
    ['the ticket without a tag', `${local.slice(0, 32)}@desk.example`],
    ['a shortened tag', `${local.slice(0, -1)}@desk.example`],
    ['a longer tag', `${local}a@desk.example`],
    ['an empty claim', 'reply+@desk.example'],
  ])('is malformed as %s', (_what, misshapen) => {
    expect(readReplyAddress(misshapen, [NEW])).toEqual({ kind: 'misshapen', domain: 'desk.example' });
  });

  it('is not genuine if any single character differs', () => {
    const survivors = [...local.slice('reply+'.length)].flatMap((character, index) => {
      const other = character === 'a' ? 'b' : 'a';
      const at = 'reply+'.length + index;
      const changed = `${local.slice(0, at)}${other}${local.slice(at + 1)}@desk.example`;
      return ['forged', 'misshapen'].includes(readReplyAddress(changed, [NEW]).kind) ? [] : [changed];
    });
    expect(survivors).toEqual([]);
  });

  it('is not matched by any of 1,000,000 forged tags', () => {
    const keys: ReplyKeys = [NEW];
    const head = local.slice(0, 'reply+'.length + 27);
    let hits = 0;
    let seed = randomBytes(32);
    for (let n = 0; n < 1_000_000; n++) {
      if (n % 4 === 0) seed = createHash('sha256').update(seed).digest();
      const tag = forge(seed, (n % 4) * 2);
      if (readReplyAddress(`${head}${tag}@desk.example`, keys).kind !== 'forged') hits++;
    }
    expect(hits).toBe(0);
  });
});

/** 26 characters of the alphabet, from 26 bytes at an offset. */
function forge(bytes: Buffer, offset: number): string {
  let tag = '';
  for (let n = 0; n < 26; n++) tag += 'abcdefghijklmnopqrstuvwxyz234567'[bytes[(offset + n) % 32]! & 31];
  return tag;
}

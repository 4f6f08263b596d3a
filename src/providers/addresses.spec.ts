import { describe, expect, it } from '@jest/globals';
import { cpuMsOf } from '../mail/cpu-time.fixture.js';
import { findAddrSpec, findOnlyRecipient, readAddresses } from './addresses.js';

describe('an address', () => {
  it.each([
    ['kim@corp.example', 'kim@corp.example'],
    [' Kim@Corp.Example ', 'kim@corp.example'],
    ['Kim Doe <Kim@corp.example>', 'kim@corp.example'],
    ['"Doe, Kim <not@this.example>" <kim@corp.example>', 'kim@corp.example'],
    ['<kim@corp.example>', 'kim@corp.example'],
    ['kim+tag@corp.example', 'kim+tag@corp.example'],
    ['"kim doe"@corp.example', '"kim doe"@corp.example'],
    ['grüße@bücher.example', 'grüße@bücher.example'],
  ])('is found in %p', (mailbox, expected) => {
    expect(findAddrSpec(mailbox)).toBe(expected);
  });

  it.each([
    '',
    'kim',
    '@corp.example',
    'kim@',
    'a@b@c.example',
    'kim doe@corp.example',
    '<>',
    'Kim <kim>',
    `${'x'.repeat(320)}@b.example`,
  ])('is not found in %p', (mailbox) => {
    expect(findAddrSpec(mailbox)).toBeNull();
  });
});

describe('addresses of a payload', () => {
  it.each<[unknown, string[], boolean]>([
    [undefined, [], true],
    [null, [], true],
    [[], [], true],
    ['a@x.example', ['a@x.example'], true],
    ['a@x.example, B <b@x.example>,', ['a@x.example', 'b@x.example'], true],
    ['"Doe, \\", A" <a@x.example>', ['a@x.example'], true],
    [['a@x.example', 'A@X.example'], ['a@x.example'], true],
    [['a@x.example', 'somebody'], ['a@x.example'], false],
    [['a@x.example', null], ['a@x.example'], false],
    ['', [], false],
    [{ address: 'a@x.example' }, [], false],
    [',,', [], false],
  ])('of %j are %j, complete: %p', (value, addresses, complete) => {
    expect(readAddresses(value)).toEqual({ addresses, complete });
    expect(findOnlyRecipient({ addresses, complete })).toBe(
      complete && addresses.length === 1 ? addresses[0] : null,
    );
  });

  it.each<[string, unknown]>([
    ['a list of 100,000', Array.from({ length: 100_000 }, (_, index) => `a${index}@x.example`)],
    ['a string of 100,000', Array.from({ length: 100_000 }, (_, index) => `a${index}@x.example`).join(',')],
  ])('stop at 1,000 and say so: %s', (_title, value) => {
    const { addresses, complete } = readAddresses(value);
    expect(addresses).toHaveLength(1000);
    expect(complete).toBe(false);
  });

  it.each(['<', '"', ',', '<@', '(', 'a@', '\\"', ' '])('read a megabyte of %j in linear time', (piece) => {
    const text = piece.repeat(1_000_000 / piece.length);
    const cpuMs = cpuMsOf(() => {
      expect(readAddresses(text).addresses).toEqual([]);
    });
    expect(cpuMs).toBeLessThan(1_000);
  });
});

import { describe, expect, it } from '@jest/globals';
import { holderOf, readAddress } from './client-address.js';

describe('readAddress', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['203.0.113.7:5678', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['2001:db8::1', '2001:db8::1'],
    ['[2001:db8::1]:443', '2001:db8::1'],
    ['"[2001:db8::1]"', '2001:db8::1'],
    ['[::ffff:203.0.113.7]:1', '203.0.113.7'],
  ])('%s', (text, address) => {
    expect(readAddress(text)?.toString()).toBe(address);
  });

  it.each([
    '',
    'unknown',
    '_hidden',
    '0313.0.113.7',
    '3405803783',
    '203.0.113.7:',
    '203.0.113',
    '[::1',
    'a'.repeat(9_000),
  ])('finds none in %.20s', (text) => {
    expect(readAddress(text)).toBeNull();
  });
});

describe('holderOf', () => {
  it.each([
    ['ports', '203.0.113.7:1', '203.0.113.7:2'],
    ['ways to write IPv4', '203.0.113.7', '::ffff:203.0.113.7'],
    ['addresses of one customer', '2001:db8:1:2::1', '[2001:db8:1:2:ffff::9]:443'],
  ])('is the same for %s', (_what, one, other) => {
    expect(holderOf(one)).toBe(holderOf(other));
  });

  it.each([
    ['203.0.113.7', '203.0.113.8'],
    ['2001:db8:1:2::1', '2001:db8:1:3::1'],
    ['unknown', '203.0.113.7'],
  ])('distinguishes %s from %s', (one, other) => {
    expect(holderOf(one)).not.toBe(holderOf(other));
  });
});

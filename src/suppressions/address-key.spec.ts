import { describe, expect, it } from '@jest/globals';
import { addressKey, spellingsOf } from './address-key.js';

describe('addressKey', () => {
  it.each([
    [' Ann.Lee@Example.COM ', 'ann.lee@example.com'],
    ['ann+shop@example.com', 'ann+shop@example.com'],
    ['ann@example.com.', 'ann@example.com'],
    ['ann@BÜCHER.example', 'ann@xn--bcher-kva.example'],
    ['ann@xn--bcher-kva.example', 'ann@xn--bcher-kva.example'],
    ['JÜRGEN@example.com', 'jürgen@example.com'],
    ["o'neil+tag@mail.example.com", "o'neil+tag@mail.example.com"],
    ['"a@b"@example.com', '"a@b"@example.com'],
    ['a."b@\\"c".d@example.com', 'a."b@\\"c".d@example.com'],
  ])('of %j is %j', (address, key) => {
    expect(addressKey(address)).toBe(key);
  });

  it.each([
    '',
    'ann',
    '@example.com',
    'ann@',
    'Ann <ann@example.com>',
    'a@x.example,b@x.example',
    'a b@x.example',
    'a@b@x.example',
    '"a@b@x.example',
    'a@"b"@x.example',
  ])('of %j does not exist', (address) => {
    expect(addressKey(address)).toBeNull();
  });

  it('is never made from more than an address may hold', () => {
    expect(addressKey(`${'a'.repeat(400)}@example.com`)).toBeNull();
  });
});

it('the spellings of an address include its domain in letters, and each is listed once', () => {
  expect(spellingsOf(['ann@xn--bcher-kva.example', 'bob@x.example'])).toEqual([
    'ann@xn--bcher-kva.example',
    'bob@x.example',
    'ann@b\u00fccher.example',
  ]);
});

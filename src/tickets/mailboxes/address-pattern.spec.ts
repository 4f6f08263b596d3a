import { describe, expect, it } from '@jest/globals';
import { parsePattern, patternsFitting } from './address-pattern.js';

describe('parsePattern', () => {
  it.each([
    ['Support@Desk.Example', 'support@desk.example'],
    [' help+billing@desk.example ', 'help+billing@desk.example'],
    ['*@desk.example', '*@desk.example'],
    ['hilfe@b\u00fccher.example', 'hilfe@xn--bcher-kva.example'],
  ])('%s is %s', (text, pattern) => {
    expect(parsePattern(text)).toBe(pattern);
  });

  it.each([
    '',
    'desk.example',
    '@desk.example',
    '*',
    'sup*@desk.example',
    '**@desk.example',
    'a b@desk.example',
  ])('refuses %j', (text) => {
    expect(parsePattern(text)).toBeNull();
  });
});

describe('patternsFitting', () => {
  it.each([
    ['help@desk.example', ['help@desk.example', '*@desk.example']],
    ['Help+a+b@Desk.example', ['help+a+b@desk.example', 'help@desk.example', '*@desk.example']],
    ['+a@desk.example', ['+a@desk.example', '*@desk.example']],
    ['nobody', []],
  ])('%s fits %j', (address, patterns) => {
    expect(patternsFitting(address)).toEqual(patterns);
  });
});

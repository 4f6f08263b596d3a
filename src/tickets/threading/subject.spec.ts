import { describe, expect, it } from '@jest/globals';
import { numbersIn, plainSubject } from './subject.js';

describe('plainSubject', () => {
  it.each([
    ['Broken handle', 'broken handle'],
    ['Re: Broken handle', 'broken handle'],
    ['RE: AW: Fwd: WG: Broken  handle', 'broken handle'],
    ['Re[5]: Broken handle', 'broken handle'],
    ['Antw (2): Broken handle', 'broken handle'],
    ['回复：Broken handle', 'broken handle'],
    ['転送: 請求書', '請求書'],
    ['[desk] Re: Broken handle [#12]', 'broken handle'],
    ['Re: [desk] Broken handle', 'broken handle'],
    ['Reference: one', 'reference: one'],
    ['Ireland: trip', 'ireland: trip'],
    ['', ''],
    ['Re:', ''],
  ])('turns %j into %j', (subject, plain) => {
    expect(plainSubject(subject)).toBe(plain);
  });

  it('stays fast on a flood of prefixes', () => {
    expect(plainSubject('re: '.repeat(100_000)).length).toBeGreaterThan(0);
  });
});

describe('numbersIn', () => {
  it.each([
    ['Re: Hello [#123]', ['123']],
    ['[#1] and [#2] and [#1]', ['1', '2']],
    ['call 123, #123, [123], [#0123], [# 1], [#12a], [ticket#5]', []],
    ['[#1][#2][#3][#4]', ['1', '2', '3']],
  ])('%j names %j', (subject, numbers) => {
    expect(numbersIn(subject)).toEqual(numbers);
  });
});

import { describe, expect, it } from '@jest/globals';
import { blankComments } from './comments.js';
import { cpuMsOf } from './cpu-time.fixture.js';

describe('blankComments', () => {
  it.each([
    ['none', 'plain', 'plain'],
    ['one', 'a (b) c', 'a   c'],
    ['nested ones', 'a(b (c) d)e', 'a e'],
    ['an escaped parenthesis', 'a (b \\) c) d', 'a   d'],
    ['a parenthesis in quotes', '"a (b" (c) d', '"a (b"   d'],
    ['a quote in a comment', '(it"s) a (b)', '  a  '],
    ['one without an end', 'a (b (c) d', 'a (b (c) d'],
    ['an end without a start', 'a) b', 'a) b'],
  ])('reads %s', (_, value, expected) => {
    expect(blankComments(value)).toBe(expected);
  });

  it.each([
    ['starts', '('],
    ['comments', '(a)'],
    ['backslashes', '(\\'],
  ])('reads a flood of %s in linear time', (_, piece) => {
    expect(cpuMsOf(() => blankComments(piece.repeat(300_000)))).toBeLessThan(1_000);
  });
});

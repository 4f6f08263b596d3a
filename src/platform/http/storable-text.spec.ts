import { describe, expect, it } from '@jest/globals';
import { findUnstorable } from './storable-text.js';

let deep: unknown = 'x';
for (let n = 0; n < 100; n++) deep = [deep];

describe('findUnstorable', () => {
  it.each([
    ['plain text', 'a', null],
    ['a whole pair', '😀', null],
    ['NUL', 'a\0b', '#'],
    ['half a pair', '\uD83D', '#'],
    ['the other half', 'a\uDE00b', '#'],
    ['NUL inside', { tags: ['ok', '\0'] }, '#/tags/1'],
    ['NUL in a name', { a: { 'b\0': 1 } }, '#/a'],
    ['a name with a slash', { 'a/b': '\0' }, '#/a~1b'],
    ['numbers and nothing', { a: 1, b: null, c: undefined, d: true }, null],
    ['bytes', Buffer.from('\0'), null],
  ])('%s', (_what, value, pointer) => {
    expect(findUnstorable(value)).toBe(pointer);
  });

  it('does not follow endless nesting', () => {
    expect(findUnstorable(deep)).not.toBeNull();
  });
});

import { describe, expect, it } from '@jest/globals';
import { toCsv } from './csv.js';

describe('toCsv', () => {
  it.each([
    ['plain', 'plain'],
    [null, ''],
    ['a,b', '"a,b"'],
    ['say "hi"', '"say ""hi"""'],
    ['two\r\nlines', '"two\r\nlines"'],
    ['=1+1', "'=1+1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    [-5, '-5'],
    [true, 'true'],
  ])('writes %j as %j', (value, cell) => {
    expect(toCsv(['a', 'b'], [{ a: value, b: 'end' }])).toBe(`a,b\r\n${cell},end\r\n`);
  });
});

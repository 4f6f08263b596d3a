import { describe, expect, it } from '@jest/globals';
import { arrayLiteral } from './array-literal.js';

describe('arrayLiteral', () => {
  it.each<[Parameters<typeof arrayLiteral>[0], string]>([
    [[], '{}'],
    [['ann@x.example', 'b+c@x.example'], '{ann@x.example,b+c@x.example}'],
    [[null, 7, true], '{NULL,7,true}'],
    [[new Date('2026-11-21T09:00:00.123Z')], '{2026-11-21T09:00:00.123Z}'],
    [['', 'NULL', 'null', ' '], '{"","NULL","null"," "}'],
    [
      ['a,b', '{x}', 'say "hi"', 'c:\\d', 'two\nlines'],
      '{"a,b","{x}","say \\"hi\\"","c:\\\\d","two\nlines"}',
    ],
    [['grüße@bücher.example'], '{"grüße@bücher.example"}'],
  ])('writes %j as %s', (elements, text) => {
    expect(arrayLiteral(elements)).toBe(text);
  });
});

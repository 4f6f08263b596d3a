import { describe, expect, it } from '@jest/globals';

import { cpuMsOf } from '../cpu-time.fixture.js';
import { Defects } from './defects.js';
import { decodeBase64, decodeQuotedPrintable, decodeTransfer } from './transfer-encoding.js';

describe('decodeBase64', () => {
  it.each([
    ['lines', 'SGVs\r\nbG8=\r\n', 'Hello'],
    ['missing padding', 'SGVsbG8', 'Hello'],
    ['junk', 'SG*Vs!bG\x008=', 'Hello'],
    ['joined padded runs', 'SGVsbG8=SGVsbG8=', 'HelloHello'],
    ['padded runs on lines', 'SGU=\r\nbGxv', 'Hello'],
    ['a remark after the padding', 'SGVsbG8= the end\r\n', 'Hello'],
    ['text below the padding', 'SGVsbG8=\r\n\r\n-- \r\nA list of ours\r\n', 'Hello'],
    ['text below a blank line', 'SGVsbG8h\r\n\r\nA list of ours\r\n', 'Hello!'],
    ['data below blank lines', 'SGVs\r\n\r\n\r\n  bG8=\n\n', 'Hello'],
    ['the alphabet for URLs', 'w7_Dvj8-w7_D\r\nvj8-YQ==', 'ÿþ?>ÿþ?>a'],
    ['a line drawn below', 'SGVsbG8h\r\n____\r\n', 'Hello!'],
    ['a delimiter below', 'SGVsbG8h\r\n--b\r\n', 'Hello!'],
    ['a blank line below the padding', 'SGVsbG8=\r\n\r\nSGVsbG8=', 'HelloHello'],
    ['a single digit left over', 'SGVsbG8hx', 'Hello!'],
    ['nothing', '', ''],
  ])('reads %s', (_, encoded, expected) => {
    expect(decodeBase64(Buffer.from(encoded, 'latin1')).toString()).toBe(expected);
  });

  it('gives the same result as the platform for all bytes', () => {
    const bytes = Buffer.from(Array.from({ length: 1_021 }, (_, index) => (index * 7) % 256));
    expect(decodeBase64(Buffer.from(bytes.toString('base64'))).equals(bytes)).toBe(true);
  });
});

describe('decodeQuotedPrintable', () => {
  it.each([
    ['escapes', 'caf=C3=A9', 'café'],
    ['lower case escapes', 'caf=c3=a9', 'café'],
    ['soft line breaks', 'a=\r\nb=\nc= \t\r\nd', 'abcd'],
    ['soft line breaks with a CR to spare', 'a=\r\r\nb=\rc', 'abc'],
    ['a soft break at the end', 'a=', 'a'],
    ['trailing white space', 'a \t\r\nb  \nc', 'a\r\nb\nc'],
    ['encoded trailing white space', 'a=20\r\nb', 'a \r\nb'],
    ['broken escapes', 'a=b =ZZ =4', 'a=b =ZZ =4'],
    ['raw 8-bit bytes', 'caf\u00c3\u00a9', 'café'],
  ])('reads %s', (_, encoded, expected) => {
    expect(decodeQuotedPrintable(Buffer.from(encoded, 'latin1')).toString()).toBe(expected);
  });
});

it('an unknown encoding is left as it is and reported', () => {
  const defects = new Defects();
  expect(decodeTransfer(Buffer.from('abc'), 'x-rot13', defects).toString()).toBe('abc');
  expect(defects.list()).toEqual(['transfer_encoding_unknown']);
});

it.each([
  ['blank lines', 'AAAA\n\n'],
  ['line ends', '\r\n'],
  ['lines of text', 'AAAA\n\nit is\n'],
  ['dashes', '-'],
  ['underscores on lines', 'AAAA\n_\n'],
])('a flood of %s is decoded in linear time', (_, piece) => {
  const bytes = Buffer.from(piece.repeat(Math.ceil(1_000_000 / piece.length)));
  const cpuMs = cpuMsOf(() => expect(decodeBase64(bytes).length).toBeLessThan(bytes.length));
  expect(cpuMs).toBeLessThan(1_000);
});

import { describe, expect, it } from '@jest/globals';

import { safeBody, safeLine, safeText, trimBytes, trimEnd, truncate } from './text.js';

describe('safe text', () => {
  it.each([
    ['keeps what is safe', 'a\tb\r\nc 😀', 'a\tb\r\nc 😀'],
    ['replaces NUL', 'a\0b', 'a\ufffdb'],
    ['replaces lone surrogates', 'a\ud83d b \ude00', 'a\ufffd b \ufffd'],
  ])('%s', (_, given, expected) => {
    expect(safeText(given)).toBe(expected);
  });

  it('puts a value that tries to start a header on one line', () => {
    expect(safeLine(' Hi\r\nBcc: v@x.example\u2028\x85end\0 ')).toBe('Hi Bcc: v@x.example end\ufffd');
  });

  it('turns all line ends into LF', () => {
    expect(safeBody('a\r\nb\rc\nd\r\r\ne')).toBe('a\nb\nc\nd\ne');
  });

  it('trims only the end', () => {
    expect(trimEnd('..a. .', /[.\s]/)).toBe('..a');
    expect(trimEnd('..', /\./)).toBe('');
  });

  it('trims only ASCII white space from bytes', () => {
    expect(trimBytes(' \t\r\n\xc3\xa0\xa0 \f\v')).toBe('\xc3\xa0\xa0');
  });

  it('never cuts a character in half', () => {
    expect(truncate('ab😀', 3)).toBe('ab');
    expect(truncate('ab😀', 4)).toBe('ab😀');
  });
});

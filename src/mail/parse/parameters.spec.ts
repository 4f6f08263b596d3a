import { describe, expect, it } from '@jest/globals';
import { cpuMsOf } from '../cpu-time.fixture.js';
import { parseParameters } from './parameters.js';

const latin1 = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');

describe('parseParameters', () => {
  it.each([
    ['a plain value', 'Text/HTML; Charset=UTF-8', 'text/html', { charset: 'UTF-8' }],
    ['white space round the slash', 'text / html; charset=utf-8', 'text/html', { charset: 'utf-8' }],
    ['a quoted value', 'multipart/mixed; boundary="a;b=c"', 'multipart/mixed', { boundary: 'a;b=c' }],
    ['escapes', 'x/y; name="a \\"b\\" \\\\c"', 'x/y', { name: 'a "b" \\c' }],
    ['a Windows path', 'x/y; name="C:\\temp\\new.txt"', 'x/y', { name: 'C:\\temp\\new.txt' }],
    ['a quoted pair', 'x/y; name="in\\voice\\ 7.txt"', 'x/y', { name: 'invoice 7.txt' }],
    ['a network path', 'x/y; name="\\\\srv\\in\\a.txt"', 'x/y', { name: '\\srv\\in\\a.txt' }],
    ['a relative Windows path', 'x/y; name="..\\in\\a.txt"', 'x/y', { name: '..\\in\\a.txt' }],
    ['single quotes', "x/y; name='my file.pdf'", 'x/y', { name: 'my file.pdf' }],
    ['a comment between parameters', 'x/y; (one) name=a; (two) size=3', 'x/y', { name: 'a', size: '3' }],
    [
      'a comment behind a value',
      'multipart/mixed; boundary=x7 (mine); charset=utf-8 (of all)',
      'multipart/mixed',
      { boundary: 'x7', charset: 'utf-8' },
    ],
    [
      'a field that is an encoded word',
      '=?utf-8?B?YXR0YWNobWVudDsgZmlsZW5hbWU9ImNhZsOpOyAxLnBkZiI=?=',
      'attachment',
      { filename: 'café; 1.pdf' },
    ],
    [
      'a field in two encoded words',
      '=?utf-8?Q?attachment=3B_size=3D3?=\r\n =?utf-8?Q?=3B_filename=3Dcaf=C3=A9?=',
      'attachment',
      { size: '3', filename: 'café' },
    ],
    [
      'an encoded parameter',
      'attachment; =?utf-8?Q?filename=3D=22caf=C3=A9?=.pdf"',
      'attachment',
      { filename: 'café.pdf' },
    ],
    ['parentheses in a name', 'x/y; name=my file (2)', 'x/y', { name: 'my file (2)' }],
    ['UTF-8 ending in A0', latin1('x/y; name=la città ; size=3'), 'x/y', { name: 'la città', size: '3' }],
    ['UTF-8 before a remark', latin1('x/y; name=voilà.pdf (à)'), 'x/y', { name: 'voilà.pdf' }],
    ['spaces without quotes', 'x/y; name=my file.pdf', 'x/y', { name: 'my file.pdf' }],
    ['a missing first semicolon', 'text/plain charset=utf-8', 'text/plain', { charset: 'utf-8' }],
    [
      'a missing later semicolon',
      'text/plain; charset=utf-8 format=flowed',
      'text/plain',
      { charset: 'utf-8', format: 'flowed' },
    ],
    [
      'quotes inside of quotes',
      'x/y; name="the "big" one.pdf"; size=3',
      'x/y',
      { name: 'the "big" one.pdf', size: '3' },
    ],
    [
      'a missing semicolon behind a quote',
      'x/y; name="a b.pdf" size=3',
      'x/y',
      { name: 'a b.pdf', size: '3' },
    ],
    [
      'an encoded word with a semicolon',
      'x/y; name==?utf-8?Q?a;_b.pdf?=; size=3',
      'x/y',
      { name: 'a; b.pdf', size: '3' },
    ],
    ['an unclosed quote', 'x/y; name="a.txt; charset=utf-8', 'x/y', { name: 'a.txt', charset: 'utf-8' }],
    [
      'an unclosed quote behind a closed one',
      'x/y; name="a.txt"; filename="b c.txt',
      'x/y',
      { name: 'a.txt', filename: 'b c.txt' },
    ],
    ['a comment in front', '(see below) text/plain; charset=utf-8', 'text/plain', { charset: 'utf-8' }],
    [
      'comments in comments, with marks',
      'text/plain (a (b) "c\\)") ; (d; e=f (g)) charset=utf-8 (h; i=j); format=flowed (h; name=j)',
      'text/plain',
      { charset: 'utf-8', format: 'flowed' },
    ],
    ['a remark behind a file name', 'x/y; name=a.txt (mine; yours)', 'x/y', { name: 'a.txt' }],
    ['parentheses inside of a name', 'x/y; name=a (2).txt', 'x/y', { name: 'a (2).txt' }],
    ['parentheses in quotes', 'x/y; boundary="a (b)"', 'x/y', { boundary: 'a (b)' }],
    ['quotes round nothing', "x/y; name=''; size=1", 'x/y', { name: '', size: '1' }],
    ['a comment', 'text/plain (really); charset=utf-8', 'text/plain', { charset: 'utf-8' }],
    ['doubled semicolons', 'x/y;; name=a;', 'x/y', { name: 'a' }],
    ['the first of two', 'x/y; name=a; name=b', 'x/y', { name: 'a' }],
    ['parameters alone', 'charset=utf-8', '', { charset: 'utf-8' }],
    ['nothing', '', '', {}],
  ])('reads %s', (_, bytes, value, parameters) => {
    expect(parseParameters(bytes)).toEqual({ value, parameters });
  });

  it.each([
    ['RFC 2231', "attachment; filename*=utf-8''caf%C3%A9.txt", 'café.txt'],
    ['RFC 2231 with a language', "attachment; filename*=iso-8859-1'fr'caf%E9.txt", 'café.txt'],
    [
      'RFC 2231 before the plain name',
      "attachment; filename=x.txt; filename*=utf-8''caf%C3%A9.txt",
      'café.txt',
    ],
    ['continuations', 'attachment; filename*0="long "; filename*1="name.txt"', 'long name.txt'],
    ['continuations out of order', 'attachment; filename*1=b.txt; filename*0=a', 'ab.txt'],
    [
      'extended continuations',
      "attachment; filename*0*=utf-8''caf%C3; filename*1*=%A9; filename*2=.txt",
      'café.txt',
    ],
    ['RFC 2231 with a remark', "attachment; filename*=utf-8''caf%C3%A9%20(2) (a scan)", 'café (2)'],
    ['sections cut in an escape', "attachment; filename*0*=utf-8''caf%C; filename*1*=3%A9.txt", 'café.txt'],
    ['the first of two sections', 'attachment; filename*0=a; filename*1=b.txt; filename*0=c', 'ab.txt'],
    [
      'a whole value before its sections',
      "attachment; filename*0=abc; filename*=utf-8''caf%C3%A9.txt; filename*1=.txt",
      'café.txt',
    ],
    [
      'a first section without its number',
      "attachment; filename*=utf-8''caf; filename*1*=%C3%A9.txt",
      'café.txt',
    ],
    [
      'a charset before each section',
      "attachment; filename*0*=utf-8''caf%C3; filename*1*=UTF-8''%A9; filename*2*=utf-8'en'.txt",
      'café.txt',
    ],
    [
      'a charset in a later section',
      "attachment; filename*0=caf; filename*1*=iso-8859-1''%E9.txt",
      'café.txt',
    ],
    [
      'apostrophes in a later section',
      "attachment; filename*0*=utf-8''ann; filename*1*='s 'b'.txt",
      "ann's 'b'.txt",
    ],
    ['a missing language', "attachment; filename*=iso-8859-1'caf%E9.txt", 'café.txt'],
    ['an apostrophe that ends no charset', "attachment; filename*=ann's%20book.txt", "ann's book.txt"],
    ['percent without a charset', 'attachment; filename*=caf%C3%A9.txt', 'café.txt'],
    ['an encoded word', 'attachment; filename="=?utf-8?Q?caf=C3=A9.txt?="', 'café.txt'],
    [
      'an encoded word over continuations',
      'attachment; filename*0="=?utf-8?Q?caf"; filename*1="=C3=A9.txt?="',
      'café.txt',
    ],
    ['an RFC 2231 value in quotes of its own', 'attachment; filename*=utf-8\'\'"caf%C3%A9.txt"', 'café.txt'],
    ['an RFC 2231 value without its asterisk', "attachment; filename=utf-8''caf%C3%A9.txt", 'café.txt'],
    [
      'continuations without their asterisks',
      "attachment; filename*0=utf-8''caf%C3; filename*1=%A9.txt",
      'café.txt',
    ],
    ['an empty RFC 2231 value', "attachment; filename=a.txt; filename*=utf-8''", 'a.txt'],
    ['an apostrophe', "attachment; filename=ann's dog's 50%25.txt", "ann's dog's 50%25.txt"],
    ['raw UTF-8', latin1('attachment; filename="café.txt"'), 'café.txt'],
    ['raw windows-1252', 'attachment; filename="caf\xe9.txt"', 'café.txt'],
    ['a percent that is no escape', "attachment; filename*=utf-8''100%.txt", '100%.txt'],
  ])('decodes %s', (_, bytes, expected) => {
    expect(parseParameters(bytes).parameters['filename']).toBe(expected);
  });

  it('keeps a raw Shift_JIS character whose second byte is a backslash', () => {
    const { parameters } = parseParameters('attachment; filename="\x95\x5c.txt"', 'shift_jis');
    expect(parameters['filename']).toBe('表.txt');
  });

  it("does not confuse a name with an object's built-in members", () => {
    const { parameters } = parseParameters('x/y; __proto__=a; constructor=b');
    expect(Object.keys(parameters)).toEqual(['__proto__', 'constructor']);
    expect(({} as Record<string, unknown>)['a']).toBeUndefined();
  });

  it.each([
    ['semicolons', `x/y${';'.repeat(60_000)}`],
    ['quotes', `${'"'.repeat(60_000)}x`],
    ['quotes that open again and again', `x/y${'; a="b c'.repeat(8_000)}`],
    ['comments', `x/y${'; a=(b)'.repeat(10_000)}`],
    ['comments without an end', `x/y${'; a=(b'.repeat(10_000)}`],
    ['parameters without semicolons', `x/y;${' name=(a)'.repeat(10_000)}`],
    ['sections', `x/y${Array.from({ length: 5_000 }, (_, index) => `; a*${index}*=%20`).join('')}`],
  ])('reads a flood of %s in linear time', (_, bytes) => {
    const cpuMs = cpuMsOf(() => {
      expect(parseParameters(bytes).value.length).toBeLessThan(300);
    });
    expect(cpuMs).toBeLessThan(1_000);
  });
});

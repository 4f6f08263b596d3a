import { describe, expect, it } from '@jest/globals';
import { cpuMsOf } from '../cpu-time.fixture.js';
import iconv from 'iconv-lite';

import { decodeCharset } from './decode-charset.js';

const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex');

describe('decodeCharset', () => {
  it.each<[string, Buffer, string | null, string]>([
    ['UTF-8', Buffer.from('café'), 'utf-8', 'café'],
    ['an alias of UTF-8', Buffer.from('café'), 'UTF8', 'café'],
    ['a quoted label with a prefix', Buffer.from('café'), '"charset=utf-8"', 'café'],
    ['windows-1252 under the name of latin-1', hex('80 e9'), 'iso-8859-1', '€é'],
    ['windows-1252 under another name of latin-1', hex('80 e9'), 'csISOLatin1', '€é'],
    ['windows-1254 under the name of latin-5', hex('80 f0'), 'latin5', '€ğ'],
    ['Macintosh with the euro', hex('db 8e'), 'x-mac-roman', '€é'],
    ['KOI8-R under a short name', iconv.encode('Привет', 'koi8-r'), 'koi', 'Привет'],
    ['UTF-16 under the name of its standard', hex('0061 00e9'), 'ISO-10646-1', 'aé'],
    ['windows-1251', iconv.encode('Привет', 'windows-1251'), 'windows-1251', 'Привет'],
    ['KOI8-R', iconv.encode('Привет', 'koi8-r'), 'koi8-r', 'Привет'],
    ['ISO-8859-2', iconv.encode('Łódź', 'iso-8859-2'), 'iso-8859-2', 'Łódź'],
    ['ISO-8859-15', hex('a4'), 'iso-8859-15', '€'],
    ['visual Hebrew', iconv.encode('שלום', 'iso-8859-8'), 'iso-8859-8-i', 'שלום'],
    ['gb2312 with GBK characters', hex('cdf5 86d0'), 'gb2312', '王喰'],
    ['Big5', hex('a7da'), 'big5', '我'],
    ["Big5 by Python's name", hex('a7da'), 'big5_tw', '我'],
    ["GB 2312 by Python's name", hex('c4e3'), 'eucgb2312_cn', '你'],
    ['Korean with cp949 characters', hex('b0a1 8141'), 'ks_c_5601-1987', '가갂'],
    ['Shift_JIS with NEC characters', hex('82a0 8740'), 'shift_jis', 'あ①'],
    ['EUC-JP', hex('a4a2'), 'euc-jp', 'あ'],
    ['ISO-2022-JP', hex('1b2442 2422 1b2842'), 'iso-2022-jp', 'あ'],
    ['ISO-2022-JP with NEC characters', hex('1b2442 2d21 1b2842'), 'iso-2022-jp-ms', '①'],
    ['ISO-2022-JP that ends in the middle of a shift', hex('1b2442 2422 0d0a 61'), 'iso-2022-jp', 'あ\r\na'],
    ['half-width katakana', hex('1b2849 31 1b2842 0e 31 0f 61'), 'cp50222', 'ｱｱa'],
    ['JIS X 0212', hex('1b242844 3021 3022 1b2842'), 'iso-2022-jp-1', '丂丄'],
    ['ISO-2022-JP-2 with Chinese', hex('1b2441 3021 1b2842'), 'iso-2022-jp-2', '啊'],
    ['ISO-2022-JP-2 with Korean', hex('1b242843 3021 1b2842'), 'iso-2022-jp-2', '가'],
    ['ISO-2022-JP-2 with Latin and Greek', hex('1b2e41 1b4e69 1b2e46 1b4e61 62'), 'iso-2022-jp-2', 'éαb'],
    ['IBM characters', hex('1b2442 7921 1b2842'), 'iso-2022-jp-ms', '纊'],
    ['ISO-2022-CN', hex('1b242941 0e 3021 0f 61'), 'iso-2022-cn', '啊a'],
    ['Shift_JIS declared as ISO-2022-JP', hex('82a0'), 'iso-2022-jp', 'あ'],
    ['UTF-8 declared as ISO-2022-JP', Buffer.from('Grüße'), 'iso-2022-jp', 'Grüße'],
    ['EUC-JP declared as ISO-2022-JP', hex('a4a2 a4a4'), 'iso-2022-jp', 'あい'],
    ['Shift_JIS declared as EUC-JP', hex('82b1 82f1'), 'euc-jp', 'こん'],
    ['ISO-2022-JP without a declaration', hex('1b2442 2422 1b2842'), null, 'あ'],
    ['ISO-2022-JP declared as ASCII', hex('1b2442 2422 1b2842'), 'us-ascii', 'あ'],
    ['ISO-2022-JP declared as UTF-8', hex('1b2442 2422 1b2842'), 'utf-8', 'あ'],
    ['half-width katakana declared as latin-1', hex('1b2849 31 1b2842'), 'iso-8859-1', 'ｱ'],
    ['UTF-8 with a shift in it', hex('c3a9 1b2442 c3a9'), 'utf-8', 'é\x1b$Bé'],
    ['a phone emoji in ISO-2022-JP', hex('1b2442 2422 7541 1b2842 61'), 'iso-2022-jp', 'あ\ufffda'],
    ['nothing but a phone emoji', hex('1b2442 7541 1b2842'), 'iso-2022-jp', '\ufffd'],
    ['a phone emoji without a declaration', hex('1b2442 2422242224227541 1b2842'), null, 'あああ\ufffd'],
    ['an escape that is no shift', hex('1b 5b 31 6d 61'), null, '\x1b[1ma'],
    ['UTF-8 declared as latin-1', Buffer.from('Grüße'), 'iso-8859-1', 'Grüße'],
    ['UTF-8 declared as windows-1251', Buffer.from('Привет'), 'windows-1251', 'Привет'],
    ['UTF-8 declared as gb2312', Buffer.from('你好世界'), 'gb2312', '你好世界'],
    ['UTF-8 declared as Shift_JIS', Buffer.from('こんにちは'), 'shift_jis', 'こんにちは'],
    ['Korean UTF-8 declared as EUC-KR', Buffer.from('안녕하세요'), 'euc-kr', '안녕하세요'],
    ['GBK that could be UTF-8', hex('c1aa cda8'), 'gb2312', '联通'],
    [
      'one character of UTF-8 within a word, declared as latin-1',
      Buffer.from('Straße'),
      'iso-8859-1',
      'Straße',
    ],
    ['an apostrophe of UTF-8 declared as windows-1252', Buffer.from('don’t'), 'windows-1252', 'don’t'],
    ['a last small letter before an ellipsis', hex('53 70 61 df 85'), 'windows-1252', 'Spaß…'],
    ['windows-1250 under the name of ISO-8859-2', hex('9e b9 96'), 'iso-8859-2', 'žą–'],
    ['windows-1253 under the name of ISO-8859-7', hex('93 e1 94'), 'iso-8859-7', '“α”'],
    ['windows-1255 under the name of ISO-8859-8', hex('93 f9 94'), 'iso-8859-8-i', '“ש”'],
    ['windows-1257 under the name of ISO-8859-13', hex('e0 96'), 'iso-8859-13', 'ą–'],
    ['surrogates in UTF-8', hex('c3a9 eda0bd edb880'), 'utf-8', 'é😀'],
    ['UTF-32 with a byte order mark', hex('fffe0000 61000000 e9000000'), 'utf-32', 'aé'],
    ['French capitals before a guillemet', hex('43 41 46 c9 bb'), 'windows-1252', 'CAFÉ»'],
    ['ISO-2022-KR', hex('1b242943 0e 3021 0f 61'), 'iso-2022-kr', '가a'],
    ['HZ', Buffer.from('a~{<:Ky~}b~~'), 'hz-gb-2312', 'a己所b~'],
    ['UTF-7', Buffer.from('Fr+APY-sche'), 'utf-7', 'Frösche'],
    ['UTF-16 with a byte order mark', hex('fffe 6100 e900'), 'utf-16', 'aé'],
    ['big-endian UTF-16 with a byte order mark', hex('feff 0061 00e9'), 'utf-16', 'aé'],
    ['ASCII declared as UTF-16', Buffer.from('Hello there.'), 'utf-16', 'Hello there.'],
    ['UTF-8 declared as UTF-16', Buffer.from('Grüße, Ann'), 'unicode', 'Grüße, Ann'],
    ['Chinese UTF-16', hex('4f60597d 000a 4e16754c'), 'utf-16be', '你好\n世界'],
    ['UTF-16 without one, little', hex('6100 6200'), 'utf-16', 'ab'],
    ['UTF-16 without one, big', hex('0061 0062'), 'utf-16', 'ab'],
    ['a UTF-8 byte order mark', hex('efbbbf 61'), 'iso-8859-1', 'a'],
    ['UTF-8 declared as ASCII', Buffer.from('café'), 'us-ascii', 'café'],
    ['UTF-8 without a declaration', Buffer.from('café'), null, 'café'],
    ['windows-1252 declared as UTF-8', hex('63 61 66 e9'), 'utf-8', 'café'],
    ['windows-1252 without a declaration', hex('93 e9 94'), null, '“é”'],
    ['a label with a remark', hex('e9'), 'iso-8859-1 (Latin)', 'é'],
    ['a label with a year', hex('a1'), 'ISO_8859-2:1987', 'Ą'],
    ['a cs label', hex('1b2442 2422 1b2842'), 'csISO2022JP', 'あ'],
    ['Mac Greek', hex('e1'), 'x-mac-greek', 'α'],
    ['Mac Croatian', hex('a9 b9'), 'x-mac-croatian', 'Šš'],
    ['Mac Ukrainian', hex('bb'), 'x-mac-ukrainian', 'ї'],
    ['KOI8-U', hex('a4 b4'), 'koi8-u', 'єЄ'],
    ['Thai', hex('a1 a2'), 'tis-620', 'กข'],
    ['an x- label', hex('cf'), 'x-cp1251', 'П'],
    ['a bare number', hex('b1'), '8859-2', 'ą'],
    ['windows-cp', hex('cf'), 'windows-cp1251', 'П'],
    ['an unknown label', Buffer.from('café'), 'x-nobody-knows', 'café'],
    ['a label of 100 kB', Buffer.from('café'), 'x'.repeat(100_000), 'café'],
    ['overlong UTF-8', hex('c0af'), 'utf-8', 'À¯'],
    ['UTF-8 cut in a character', Buffer.concat([Buffer.from('éé'), hex('c3')]), 'utf-8', 'éé\ufffd'],
    ['windows-1252 within UTF-8', hex('66c3bc72 20 6df66765 20 93 61 94'), 'utf-8', 'für möge “a”'],
    ['little UTF-8 in windows-1252', hex('4772c3bcc39f65 20 4df66765 fcdf'), 'utf-8', 'Grüße Mögeüß'],
    ['UTF-8 torn in a character', hex('c3a9c3a9 e697 61 97a5 c3a9'), 'utf-8', 'éé\ufffda\ufffd\ufffdé'],
    [
      'UTF-8 cut in its last character, above line ends',
      hex('c3a9 c3 0d0a 0d0a'),
      'utf-8',
      'é\ufffd\r\n\r\n',
    ],
    ['UTF-8 cut before an ellipsis', hex('c3a9 c3 2e2e2e'), 'utf-8', 'é\ufffd...'],
    ['many bytes that are no UTF-8 in UTF-8', hex('c3a9c3a9c3a9 cff0e8'), 'utf-8', 'ééé\ufffd\ufffd\ufffd'],
    ['bytes that no charset has', hex('81 8d'), null, '\u0081\u008d'],
  ])('reads %s', (_, bytes, declared, expected) => {
    expect(decodeCharset(bytes, { declared })).toBe(expected);
  });

  it('reads undeclared ISO-2022-JP sent as 8bit', () => {
    expect(decodeCharset(hex('1b2442 2422 1b2842'), { declared: null, eightBit: true })).toBe('あ');
  });

  it('reads a flood of stray bytes in linear time', () => {
    const bytes = Buffer.from('\xc3\xa9\xe9a'.repeat(250_000), 'latin1');
    const cpuMs = cpuMsOf(() => expect(decodeCharset(bytes, { declared: 'utf-8' })).toHaveLength(750_000));
    expect(cpuMs).toBeLessThan(2_000);
  });

  it('trusts UTF-8 bytes more than the label if they were sent as 8bit', () => {
    const hints = { declared: 'iso-8859-1' };
    expect(decodeCharset(Buffer.from('5 €'), { ...hints, eightBit: true })).toBe('5 €');
    expect(decodeCharset(Buffer.from('5 €'), hints)).toBe('5 â‚¬');
  });

  it('uses the hint if nothing is declared', () => {
    const bytes = iconv.encode('Привет', 'koi8-r');
    expect(decodeCharset(bytes, { declared: null, fallback: 'koi8-r' })).toBe('Привет');
  });

  it('reads a million shifts in linear time', () => {
    const bytes = Buffer.from('\x1b$B$"\x1b(B'.repeat(250_000), 'latin1');
    const cpuMs = cpuMsOf(() => {
      expect(decodeCharset(bytes, { declared: 'iso-2022-jp' })).toHaveLength(250_000);
    });
    expect(cpuMs).toBeLessThan(2_000);
  });

  it.each([
    ['shifts', '\x1b$B'],
    ['shifts there and back', '\x1b$B$"\x1b(B'],
    ['single shifts', '\x1bNi'],
    ['line ends', '\n'],
  ])('reads a flood of ISO-2022 %s in linear time', (_, piece) => {
    const bytes = Buffer.from(piece.repeat(Math.ceil(300_000 / piece.length)));
    const cpuMs = cpuMsOf(() => {
      expect(decodeCharset(bytes, { declared: 'iso-2022-jp-2' }).length).toBeLessThanOrEqual(bytes.length);
    });
    expect(cpuMs).toBeLessThan(2_000);
  });
});

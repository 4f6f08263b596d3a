import { describe, expect, it } from '@jest/globals';
import { cpuMsOf } from '../cpu-time.fixture.js';
import { decodeEncodedWords } from './encoded-words.js';

describe('decodeEncodedWords', () => {
  it.each([
    ['Q', '=?utf-8?Q?caf=C3=A9_au_lait?=', 'café au lait'],
    ['B', '=?UTF-8?B?Y2Fmw6k=?=', 'café'],
    ['lower case', '=?iso-8859-1?q?caf=e9?=', 'café'],
    ['text around', 'Re: =?utf-8?Q?caf=C3=A9?= now', 'Re: café now'],
    ['white space between words', '=?utf-8?Q?a?=  =?utf-8?Q?b?= c', 'ab c'],
    ['a character split between words', '=?utf-8?Q?caf=C3?= =?utf-8?Q?=A9?=', 'café'],
    ['a character split between B and Q', '=?utf-8?B?Y2Fmww==?= =?utf-8?Q?=A9?=', 'café'],
    ['a character split between spellings of one charset', '=?UTF8?Q?caf=C3?= =?utf-8?Q?=A9?=', 'café'],
    ['the URL-safe alphabet', '=?utf-8?B?4pyT8J-YgA==?=', '✓😀'],
    ['no charset', '=??Q?caf=C3=A9?=', 'café'],
    ['UTF-8 under another name', '=?iso-8859-1?Q?Gr=C3=BC=C3=9Fe?=', 'Grüße'],
    ['base64 cut without regard to its groups', '=?utf-8?B?Y2F?= =?utf-8?B?mw6k=?=', 'café'],
    ['an escape cut in two', '=?utf-8?Q?caf=C?= =?utf-8?Q?3=A9_au_=?= =?utf-8?Q?6Cait?=', 'café au lait'],
    ['two charsets', '=?iso-8859-1?Q?=E9?= =?iso-8859-2?Q?=B1?=', 'éą'],
    ['a language', '=?utf-8*en?Q?a=C3=A9?=', 'aé'],
    ['words without white space', '=?utf-8?Q?a?==?utf-8?Q?b?=', 'ab'],
    ['a question mark inside', '=?utf-8?Q?what?_now?=', 'what? now'],
    ['spaces inside', '=?utf-8?Q?what now?=', 'what now'],
    ['raw characters inside', '=?iso-8859-1?Q?Fr\u00f6sche=20=E9?=', 'Frösche é'],
    ['a Japanese shift', '=?iso-2022-jp?B?GyRCJCIbKEI=?=', 'あ'],
    ['gb2312 as its superset', '=?gb2312?B?zfWG0A==?=', '王喰'],
    ['an unknown charset that is UTF-8', '=?x-foo?Q?caf=C3=A9?=', 'café'],
    ['an unfinished word at the end', 'a =?utf-8?Q?caf=C3=A9', 'a café'],
    ['words that were cut off', '=?utf-8?B?Y2Fmw6kg?= =?utf-8?B?YXUgbGFp', 'café au lai'],
    ['an unknown encoding', '=?utf-8?X?abc?=', '=?utf-8?X?abc?='],
    ['bytes that are no text', '=?utf-8?B?nnDusSNdG5YABJnDusSN?=', '=?utf-8?B?nnDusSNdG5YABJnDusSN?='],
    ['an empty word', 'a =?utf-8?Q??= b', 'a  b'],
  ])('reads %s', (_, value, expected) => {
    expect(decodeEncodedWords(value)).toBe(expected);
  });

  it.each([
    ['starts', '=?'.repeat(250_000)],
    ['unfinished words', '=?a?q?'.repeat(10_000)],
    ['words', '=?utf-8?q?a?= '.repeat(60_000)],
  ])('reads a flood of %s in linear time', (_, value) => {
    const cpuMs = cpuMsOf(() => {
      expect(decodeEncodedWords(value).length).toBeGreaterThan(0);
    });
    expect(cpuMs).toBeLessThan(2_000);
  });
});

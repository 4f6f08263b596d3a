import { describe, expect, it } from '@jest/globals';
import { cpuMsOf } from '../cpu-time.fixture.js';
import { type Mailbox } from '../mail.js';
import { parseAddresses } from './parse-addresses.js';

const box = (name: string, address: string): Mailbox => ({ name, address });

describe('parseAddresses', () => {
  it.each<[string, string, Mailbox[]]>([
    ['a plain address', 'ann@Example.COM', [box('', 'ann@example.com')]],
    ['a named address', 'Ann Lee <ann@example.com>', [box('Ann Lee', 'ann@example.com')]],
    ['a quoted name', '"Lee, Ann \\"A\\"" <ann@example.com>', [box('Lee, Ann "A"', 'ann@example.com')]],
    ['several', 'a@x.example, B <b@x.example>', [box('', 'a@x.example'), box('B', 'b@x.example')]],
    ['semicolons', 'a@x.example; b@x.example', [box('', 'a@x.example'), box('', 'b@x.example')]],
    ['an unquoted comma in a name', 'Lee, Ann <ann@x.example>', [box('Lee, Ann', 'ann@x.example')]],
    ['two unquoted commas in a name', 'Lee,, Ann <ann@x.example>', [box('Lee, Ann', 'ann@x.example')]],
    ['an unquoted comma without brackets', 'Lee, Ann ann@x.example', [box('Lee, Ann', 'ann@x.example')]],
    ['a local name before an address', 'root, ann@x.example', [box('', 'root'), box('', 'ann@x.example')]],
    [
      'local names with comments',
      'root (the boss), ann@x.example (Ann)',
      [box('the boss', 'root'), box('Ann', 'ann@x.example')],
    ],
    ['unquoted dots in a name', 'Ann B. Lee <ann@x.example>', [box('Ann B. Lee', 'ann@x.example')]],
    ['a comment as name', 'ann@x.example (Ann Lee)', [box('Ann Lee', 'ann@x.example')]],
    ['a comment beside a name', 'Ann (work) <ann@x.example>', [box('Ann', 'ann@x.example')]],
    ['a comment inside of a name', 'Ann(work)Lee <ann@x.example>', [box('Ann Lee', 'ann@x.example')]],
    ['a missing closing bracket', 'Ann <ann@x.example', [box('Ann', 'ann@x.example')]],
    [
      'a missing closing bracket in a list',
      'Ann <ann@x.example, Bo <bo@x.example>',
      [box('Ann', 'ann@x.example'), box('Bo', 'bo@x.example')],
    ],
    [
      'a missing closing bracket before a semicolon',
      'Ann <ann@x.example; Bo <bo@x.example>',
      [box('Ann', 'ann@x.example'), box('Bo', 'bo@x.example')],
    ],
    ['missing brackets', 'Ann Lee ann@x.example', [box('Ann Lee', 'ann@x.example')]],
    ['double brackets', 'Ann <<ann@x.example>>', [box('Ann', 'ann@x.example')]],
    ['mailto:', '<mailto:ann@x.example>', [box('', 'ann@x.example')]],
    ['mailto: without brackets', 'mailto:ann@x.example', [box('', 'ann@x.example')]],
    ['[mailto:]', 'Ann Lee [mailto:ann@x.example]', [box('Ann Lee', 'ann@x.example')]],
    ['[SMTP:]', 'Ann Lee [SMTP:ann@x.example]', [box('Ann Lee', 'ann@x.example')]],
    [
      'names escaped for HTML',
      'Lee &amp; Sons <a@x.example>; &quot;J&uuml;&#39;s&quot; <b@x.example>',
      [box('Lee &amp; Sons', 'a@x.example'), box('&quot;J&uuml;&#39;s&quot;', 'b@x.example')],
    ],
    ['a group', 'Team: a@x.example, b@x.example;', [box('', 'a@x.example'), box('', 'b@x.example')]],
    ['an empty group', 'undisclosed-recipients:;', []],
    ['an empty group with a remark', 'unlisted-recipients:; (no To-header on input)', []],
    ['a quote that never closes', '"Ann Lee <ann@x.example>', [box('Ann Lee', 'ann@x.example')]],
    [
      'a quoted and an encoded piece of a name',
      '"Dr. Lee" =?utf-8?Q?J=C3=BC?= <j@x.example>',
      [box('Dr. Lee Jü', 'j@x.example')],
    ],
    ['a route', '<@a.example,@b.example:ann@x.example>', [box('', 'ann@x.example')]],
    ['a route with empty steps', '<@a.example,, ,@b.example:ann@x.example>', [box('', 'ann@x.example')]],
    [
      'a route with an address literal',
      '<,@a.example,@[IPv6:2001:db8::1]:ann@x.example>',
      [box('', 'ann@x.example')],
    ],
    [
      'a route with comments',
      '(home) <(by, way) @a.example, (or) @b.example: ann@x.example> (work)',
      [box('home', 'ann@x.example')],
    ],
    ['an empty group in brackets', '<undisclosed-recipients:;>, <ann@x.example>', [box('', 'ann@x.example')]],
    ['an empty group of a relay in brackets', '<Undisclosed-Recipient:;@mx.example>', []],
    ['a named empty group in brackets', '"Ann Lee" <some people: ;>', [box('Ann Lee', '')]],
    [
      'escapes in a quoted name without brackets',
      '"Ann \\"A\\" \\\\ Lee" ann@x.example',
      [box('Ann "A" \\ Lee', 'ann@x.example')],
    ],
    ['escapes in a name alone', '"Ann \\"A\\" Lee"', [box('Ann "A" Lee', '')]],
    ['escapes in a comment', 'ann@x.example (Ann \\(work\\) \\\\)', [box('Ann (work) \\', 'ann@x.example')]],
    ['spaces in a quoted local part', '"ann .l. lee"@x.example', [box('', '"ann .l. lee"@x.example')]],
    ['an address quoted as name', '"a@x.example" ann@x.example', [box('a@x.example', 'ann@x.example')]],
    ['an opening mark that is turned', 'Ann >ann@x.example', [box('Ann', 'ann@x.example')]],
    ['nested comments in the address', '<ann(a (b) c)@x.(d)example>', [box('', 'ann@x.example')]],
    [
      'a comment before a quoted local part',
      'Ann <(home)"ann lee"@x.example>',
      [box('Ann', '"ann lee"@x.example')],
    ],
    ['an address in a comment', '"Ann Lee" (ann@x.example)', [box('Ann Lee', 'ann@x.example')]],
    ['comments in the address', 'Ann <ann(work)@x.example(home)>', [box('Ann', 'ann@x.example')]],
    ['an address in quotes', '"ann@x.example"', [box('', 'ann@x.example')]],
    ['an address in quotes before empty brackets', '"ann@x.example" <>', [box('', 'ann@x.example')]],
    ['a whole mailbox in quotes', '"Ann Lee <ann@x.example>"', [box('Ann Lee', 'ann@x.example')]],
    ['addresses in quotes', '"a@x.example", "b@x.example"', [box('', 'a@x.example'), box('', 'b@x.example')]],
    [
      'a missing comma',
      'A <a@x.example> B <b@x.example>',
      [box('A', 'a@x.example'), box('B', 'b@x.example')],
    ],
    ['empty brackets behind an address', 'a@x.example <>', [box('', 'a@x.example')]],
    ['a name in the brackets', '<Ann> a@x.example', [box('Ann', 'a@x.example')]],
    ['an encoded name', '=?utf-8?Q?J=C3=BCrgen?= <j@x.example>', [box('Jürgen', 'j@x.example')]],
    ['an encoded name in quotes', '"=?utf-8?B?SsO8cmdlbg==?=" <j@x.example>', [box('Jürgen', 'j@x.example')]],
    ['a comma in an encoded name', '=?utf-8?Q?Lee,_Ann?= <a@x.example>', [box('Lee, Ann', 'a@x.example')]],
    [
      'quotes at both ends of a name',
      '"\\"A\\" or \\"B\\"" <a@x.example>',
      [box('"A" or "B"', 'a@x.example')],
    ],
    ['an apostrophe in single quotes', "\"'Ann O'Hara'\" <a@x.example>", [box("Ann O'Hara", 'a@x.example')]],
    ['an encoded whole mailbox', '=?utf-8?Q?Ann_<a@x.example>?=', [box('Ann', 'a@x.example')]],
    ['a space-separated list', 'a@x.example b@x.example', [box('', 'a@x.example'), box('', 'b@x.example')]],
    ['an @ in the name', 'ceo@corp.example <ann@x.example>', [box('ceo@corp.example', 'ann@x.example')]],
    ['a quoted local part', '"ann lee"@x.example', [box('', '"ann lee"@x.example')]],
    [
      'a local part of two quoted strings',
      '"ann b"."lee c"@x.example',
      [box('', '"ann b"."lee c"@x.example')],
    ],
    ['a local part that ends in quotes', 'ann."lee"@x.example', [box('', 'ann."lee"@x.example')]],
    ['a stray quote', 'Ann "Lee <ann@x.example>', [box('Ann "Lee', 'ann@x.example')]],
    ['an address literal', 'ann@[IPv6:2001:db8::1]', [box('', 'ann@[ipv6:2001:db8::1]')]],
    ['no address at all', 'unknown', [box('', 'unknown')]],
    ['a name alone', '"Ann Lee"', [box('Ann Lee', '')]],
    ['an empty address', 'MAILER-DAEMON <>', [box('MAILER-DAEMON', '')]],
    ['nothing', ' , ;', []],
    ['brackets around nothing', '<>, < >', []],
    ['stray brackets', '>>', []],
    ['remarks alone', '(one), (two (three)) ;', []],
  ])('reads %s', (_, value, expected) => {
    expect(parseAddresses(value)).toEqual(expected);
  });

  it.each([
    ['a comment that hides an address', 'a@evil.example (x(y) <ceo@corp.example>)', 'a@evil.example'],
    ['a domain in two pieces', 'a@corp.example .evil.example', 'a@corp.example.evil.example'],
    [
      'an address in the local part',
      '"ceo@corp.example x"@evil.example',
      '"ceo@corp.example x"@evil.example',
    ],
  ])('is not fooled by %s', (_, value, expected) => {
    expect(parseAddresses(value).map(({ address }) => address)).toEqual([expected]);
  });

  it('keeps every value within its line', () => {
    expect(parseAddresses('=?utf-8?Q?Ann=0D=0ABcc:_x?= <a@x.example>')).toEqual([
      box('Ann Bcc: x', 'a@x.example'),
    ]);
  });

  it.each([
    ['100,000 addresses', Array.from({ length: 100_000 }, (_, index) => `u${index}@x.example`).join(', ')],
    ['opening brackets', '<'.repeat(60_000)],
    ['opening comments', '('.repeat(60_000)],
    ['quotes and backslashes', '"\\'.repeat(30_000)],
    ['groups', 'g:'.repeat(30_000)],
    ['mailboxes without commas', '<a@x>'.repeat(12_000)],
    ['spaces', `${' '.repeat(60_000)}x @`],
    ['route steps without an end', `<${'@a '.repeat(20_000)}>`],
    ['route comments without an end', `<${'(a),'.repeat(20_000)}`],
    ['brackets round empty groups', '<a:;;'.repeat(20_000)],
    ['quoted names before an address', `${'"\\"" '.repeat(15_000)}a@x.example`],
    ['escaped quotes before an address', `"${'\\"'.repeat(30_000)}@x`],
  ])('reads a flood of %s in linear time', (_, value) => {
    const cpuMs = cpuMsOf(() => {
      expect(parseAddresses(value).length).toBeLessThanOrEqual(1_000);
    });
    expect(cpuMs).toBeLessThan(2_000);
  });
});

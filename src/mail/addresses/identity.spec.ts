import { describe, expect, it } from '@jest/globals';

import { strictAddress } from './identity.js';

describe('strictAddress', () => {
  it.each([
    ['a plain address', 'Ann@Example.com', 'ann@example.com'],
    ['a named one', 'Ann Lee <ann@example.com>', 'ann@example.com'],
    ['a quoted name with specials', '"Lee, Ann (x) <y>" <ann@example.com>', 'ann@example.com'],
    ['an encoded name', '=?utf-8?Q?J=C3=BCrgen?= <j@example.com>', 'j@example.com'],
    ['a remark in the name', 'Ann Lee (Sales) <ann@example.com>', 'ann@example.com'],
    ['a remark behind the address', 'ann@example.com (Ann Lee)', 'ann@example.com'],
    ['a nickname in quotes within the name', 'Ann "Annie" Lee <ann@example.com>', 'ann@example.com'],
    ['a tag in brackets', '[EXTERN] Bo [Desk] <bo@example.com>', 'bo@example.com'],
    ['dots that Japanese carriers allow', 'ann..lee.@example.com', 'ann..lee.@example.com'],
    ['an underscore in the domain', 'ann@my_host.example.com', 'ann@my_host.example.com'],
    ['an internationalised domain', 'Ann <ann@bücher.example>', 'ann@xn--bcher-kva.example'],
    ['an address in the display name', '"ceo@corp.example" <evil@evil.example>', 'evil@evil.example'],
  ])('accepts %s', (_, from, address) => {
    expect(strictAddress([from])).toEqual({ address, refusal: null });
  });

  it.each<[string, string[], string]>([
    ['no From', [], 'from_missing'],
    ['an empty From', [''], 'from_missing'],
    ['two From fields', ['a@x.example', 'a@x.example'], 'ambiguous_from'],
    ['two addresses', ['a@x.example, b@y.example'], 'ambiguous_from'],
    ['two bracketed addresses', ['A <a@x.example> <b@y.example>'], 'ambiguous_from'],
    ['a nested comment with an address', ['a@evil.example (x(y) <ceo@corp.example>)'], 'from_has_comment'],
    ['a comment inside of the address', ['a@(x)corp.example'], 'from_has_comment'],
    ['a comment between two halves', ['a@corp.example (x) .evil.example'], 'from_malformed'],
    ['an unclosed comment', ['a@evil.example (x <ceo@corp.example>'], 'from_has_comment'],
    ['white space in the domain', ['a@corp.example .evil.example'], 'from_malformed'],
    ['an address inside of the local part', ['"ceo@corp.example x"@evil.example'], 'from_malformed'],
    ['a group', ['g:a@x.example;'], 'from_is_group'],
    ['an empty group', ['undisclosed:;'], 'from_is_group'],
    ['a route', ['<@a.example:b@x.example>'], 'from_is_group'],
    ['an encoded address', ['=?utf-8?Q?ceo=40corp.example?='], 'from_encoded_address'],
    ['an encoded address in brackets', ['<=?utf-8?Q?ceo?=@corp.example>'], 'from_encoded_address'],
    ['a zero width space', ['ceo@corp\u200b.example'], 'from_invisible_characters'],
    ['a bidi override', ['<ceo\u202e@corp.example>'], 'from_invisible_characters'],
    ['an address literal', ['a@[192.0.2.1]'], 'from_malformed'],
    ['a domain without a dot', ['a@localhost'], 'from_malformed'],
    ['no @', ['unknown'], 'from_malformed'],
    ['text behind the bracket', ['A <a@x.example> b@y.example'], 'from_malformed'],
    ['a literal in the name', ['a@[192.0.2.1] <b@x.example>'], 'from_malformed'],
    ['a name without quotes that holds an address', ['b@y.example <a@x.example>'], 'from_malformed'],
    ['an address of 330 characters', [`${'a'.repeat(330)}@x.example`], 'from_malformed'],
    ['a flood of quotes', [`${'"a" '.repeat(400)}\\ <a@x.example>`], 'from_malformed'],
    ['a flood', [`a${' '.repeat(60_000)}\\ <a@x.example>`], 'from_malformed'],
  ])('refuses %s', (_, from, refusal) => {
    expect(strictAddress(from)).toEqual({ address: null, refusal });
  });
});

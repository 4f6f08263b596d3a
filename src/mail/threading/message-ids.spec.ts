import { describe, expect, it } from '@jest/globals';

import { cpuMsOf } from '../cpu-time.fixture.js';
import { MAX_MESSAGE_IDS, normaliseMessageId, parseMessageIds, syntheticMessageId } from './message-ids.js';

describe('parseMessageIds', () => {
  it.each<[string, string, string[]]>([
    ['spaces', '<a@x> <b@x>', ['a@x', 'b@x']],
    ['glued ids', '<a@x><b@x>', ['a@x', 'b@x']],
    ['commas', '<a@x>,<b@x>', ['a@x', 'b@x']],
    ['no brackets', 'a@x, b@x c@x', ['a@x', 'b@x', 'c@x']],
    ['a single word without @', 'abc123', ['abc123']],
    ['comments', '<a@x> (was: hello) <b@x>', ['a@x', 'b@x']],
    ['an address in a comment', '<a@x> (Ann <ann@x.example> on Monday) <b@x>', ['a@x', 'b@x']],
    ['an id in a comment and nowhere else', 'Ann on Monday (<a@x>)', ['a@x']],
    ['a lone parenthesis', '(see <a@x> <b@x>', ['a@x', 'b@x']],
    ['a lone parenthesis behind an id', '<a@x> (see <b@x>', ['a@x', 'b@x']],
    ['an escaped parenthesis in a comment', '(a \\) <a@x>) <b@x>', ['b@x']],
    ['a lone @', 'ann @ home', []],
    ['prose around the id', 'Your message of "Mon, 1 Jan" <a@x>', ['a@x']],
    ['white space from folding inside of an id', '<a.long.id\t@x>', ['a.long.id@x']],
    ['comments inside of an id', '<a @ mail(node) .x>', ['a@mail.x']],
    ['nothing', '', []],
    ['empty brackets', '<> <a@x>', ['a@x']],
  ])('reads %s', (_, value, expected) => {
    expect(parseMessageIds(value)).toEqual(expected);
  });

  it('keeps the last 50 of 50,000 ids', () => {
    const value = Array.from({ length: 50_000 }, (_, index) => `<${index}@x>`).join('');
    const ids = parseMessageIds(value);
    expect(ids).toHaveLength(MAX_MESSAGE_IDS);
    expect(ids.at(-1)).toBe('49999@x');
  });

  it.each([
    ['parentheses', '('],
    ['comments', '(a)'],
    ['unfinished comments', '(\\a'],
    ['escaped parentheses', '(\\'],
    ['escaped ends of comments', '(\\)'],
    ['brackets', '<'],
  ])('reads a flood of %s in linear time', (_, piece) => {
    expect(cpuMsOf(() => parseMessageIds(piece.repeat(100_000)))).toBeLessThan(1_000);
  });
});

describe('normaliseMessageId', () => {
  it.each([
    ['<Ab.C@EXAMPLE.com>', 'Ab.C@example.com'],
    [' Ab@Example.COM ', 'Ab@example.com'],
    ['<<a@X>>', '<a@X>'.replace('X', 'x')],
    ['no-domain', 'no-domain'],
  ])('%s equals %s', (id, expected) => {
    expect(normaliseMessageId(id)).toBe(expected);
  });

  it('is idempotent for ids in one pair of brackets', () => {
    const once = normaliseMessageId('<Ab@EXAMPLE.com>');
    expect(normaliseMessageId(once)).toBe(once);
  });
});

it('the same bytes get the same synthetic id', () => {
  expect(syntheticMessageId('ABC1')).toBe('abc1@no-message-id.invalid');
});

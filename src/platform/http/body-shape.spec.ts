import { describe, expect, it } from '@jest/globals';
import { whyTooIntricate } from './body-shape.js';

const nested = (depth: number, wrap: (inner: unknown) => unknown): unknown =>
  Array.from({ length: depth }).reduce(wrap, 'x');
const members = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, n) => [`m${n}`, 1]));

describe('whyTooIntricate', () => {
  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['text', 'x'],
    ['a thousand addresses', { addresses: Array.from({ length: 1_000 }, () => 'ann@x.example') }],
    ['64 levels', nested(64, (inner) => [inner])],
    ['500 objects of two members', Array.from({ length: 500 }, () => ({ a: 1, b: 2 }))],
    ['4,999 members', members(4_999)],
  ])('accepts %s', (_what, body) => {
    expect(whyTooIntricate(body)).toBeNull();
  });

  it.each<[string, unknown, string]>([
    ['65 lists', nested(65, (inner) => [inner]), 'nested more than 64 levels'],
    ['100,000 objects in one another', nested(100_000, (a) => ({ a })), 'nested more than 64 levels'],
    ['5,000 members', members(5_000), 'more than 5000 members'],
    ['5,000 empty objects', { a: Array.from({ length: 5_000 }, () => ({})) }, 'more than 5000 members'],
    ['5,000 empty lists', Array.from({ length: 5_000 }, () => []), 'more than 5000 members'],
  ])('refuses %s', (_what, body, why) => {
    expect(whyTooIntricate(body)).toContain(why);
  });
});

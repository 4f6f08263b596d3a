import { describe, expect, it } from '@jest/globals';
import { termsOf, toQuery, wordsOf } from './words.js';

describe('wordsOf', () => {
  it.each([
    ['Broken handle, again', ['broken', 'handle', 'again']],
    ['Rücksendung der Straßenschuhe', ['rucksendung', 'der', 'strassenschuhe']],
    ['請求書の件', ['請求', '求書', '書の', 'の件']],
    ['注文ABC123です', ['注文', 'abc123', 'です']],
    ['ﾃｽﾄ', ['テス', 'スト']],
    ['ann.lee@shop.example', ['ann.lee@shop.example', 'ann', 'lee', 'shop', 'example']],
    ['order no. 4711-22', ['order', 'no', '4711', '22']],
    ["don't", ['don', 't']],
    ['ガス', ['ガス']],
    ['書', ['書']],
    ['', []],
  ])('%s', (text, words) => {
    expect(wordsOf(text)).toEqual(words);
  });

  it('adds what people type instead of letters that have no accent to lose', () => {
    expect(wordsOf('Łódź, Smørrebrød')).toEqual(['łodz', 'lodz', 'smørrebrød', 'smorrebrod']);
  });

  it('returns a limited number of words of limited length', () => {
    const flood = Array.from({ length: 50_000 }, (_, n) => `w${n}`).join(' ');
    expect(wordsOf(flood)).toHaveLength(3_000);
    expect(wordsOf('x'.repeat(90_000))).toEqual(['x'.repeat(60)]);
    expect(wordsOf('ა'.repeat(90_000))).toEqual(['ა'.repeat(20)]);
    expect(wordsOf('𐐨x'.repeat(90_000))).toEqual(['𐐨x'.repeat(12)]);
    expect(termsOf('ა'.repeat(90_000))).toEqual(['ა'.repeat(20)]);
  });
});

describe('toQuery', () => {
  it.each([
    ['Broken hand', "'broken':* & 'hand':*"],
    ['Müller', "'muller':*"],
    ['求書', "'求書':*"],
    ['請求書', "'請求':* & '求書':*"],
    ['ann.lee@shop.example', "'ann.lee@shop.example':*"],
    ["' | ! :* & (x) <-> \\", "'x'"],
    ["o'neil@shop.example", "'oneil@shop.example':*"],
  ])('%s', (text, query) => {
    expect(toQuery(termsOf(text))).toBe(query);
  });

  it.each(['', '  ', '!!!', "'"])('finds nothing to search for in %j', (text) => {
    expect(termsOf(text)).toEqual([]);
  });
});

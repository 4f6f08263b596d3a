import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { withDigest } from './with-digest.js';

const digest = (text: string) => createHash('sha256').update(text).digest();

/** A stored key that counts how often its digest is looked at. */
class Watched {
  looks = 0;
  constructor(readonly text: string) {}
  get sha256(): Buffer {
    this.looks += 1;
    return digest(this.text);
  }
}

describe('withDigest', () => {
  it.each([
    ['the first fits', 'a'],
    ['the last fits', 'c'],
    ['none fits', 'x'],
  ])('looks at each digest once when %s', (_when, given) => {
    const stored = ['a', 'b', 'c'].map((text) => new Watched(text));
    expect(withDigest(stored, digest(given))?.text ?? 'x').toBe(given);
    expect(stored.map(({ looks }) => looks)).toEqual([1, 1, 1]);
  });

  it('compares even if there is nothing to compare with: a digest of another length throws', () => {
    expect(withDigest([], digest('a'))).toBeNull();
    expect(() => withDigest([], Buffer.alloc(31))).toThrow(/same byte length/);
  });

  it('finds nobody with the placeholder digest', () => {
    expect(withDigest([new Watched('a')], Buffer.alloc(32))).toBeNull();
  });
});

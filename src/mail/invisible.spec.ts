import { describe, expect, it } from '@jest/globals';
import { isBlank } from './invisible.js';

describe('isBlank', () => {
  it.each(['', ' \n', '\u200b\u00a0\ufeff', '\u034f \u200c'])('finds nothing visible in %j', (text) => {
    expect(isBlank(text)).toBe(true);
  });

  it('finds the shortest word visible', () => {
    expect(isBlank('\u200b.')).toBe(false);
  });
});

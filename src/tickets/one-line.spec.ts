import { describe, expect, it } from '@jest/globals';
import { isOneLine } from './one-line.js';

describe('isOneLine', () => {
  it.each(['\r', '\n', '\0', '\r\nBcc: v@x', '\u2028', '\u2029', '\u0085', '\v', '\f'])(
    'refuses %j',
    (breaker) => {
      expect(isOneLine(`Hi${breaker}there`)).toBe(false);
    },
  );
  it('accepts a subject in any script', () => {
    expect(isOneLine('Rücksendung 請求書 🙂')).toBe(true);
  });
});

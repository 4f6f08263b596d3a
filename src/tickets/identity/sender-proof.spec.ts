import { describe, expect, it } from '@jest/globals';
import { gradeSender } from './sender-proof.js';

describe('gradeSender', () => {
  it.each([
    ['pass', 'pass', 'pass', 'pass'],
    ['fail', 'gray', 'pass', 'pass'],
    ['pass', 'pass', 'fail', 'fail'],
    ['pass', 'pass', 'gray', 'pass'],
    ['pass', 'gray', 'gray', 'unknown'],
    ['fail', 'gray', 'gray', 'fail'],
    ['fail', 'pass', 'gray', 'pass'],
    ['gray', 'fail', null, 'fail'],
    ['pass', 'fail', 'unknown', 'unknown'],
    ['unknown', 'processing_failed', 'unknown', 'unknown'],
    [null, null, null, 'unknown'],
    ['PASS', 'PASS', 'FAIL', 'fail'],
  ])('spf %s, dkim %s, dmarc %s: %s', (spf, dkim, dmarc, grade) => {
    expect(gradeSender({ spf, dkim, dmarc })).toBe(grade);
  });

  it('knows nothing without a verdict', () => {
    expect(gradeSender(null)).toBe('unknown');
  });
});

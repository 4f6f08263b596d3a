import { describe, expect, it } from '@jest/globals';
import { seal, unseal } from './sealed-answer.js';

const SALT = Buffer.alloc(32, 7);
const answer = { status: 201, headers: { etag: '"1"' }, body: { key: 'pr_secret' } };

describe('a sealed answer', () => {
  it('is restored unchanged', () => {
    expect(unseal(seal(answer, 'caller', SALT), 'caller', SALT)).toEqual(answer);
  });

  it('reveals nothing of its content', () => {
    expect(seal(answer, 'caller', SALT).includes('pr_secret')).toBe(false);
  });

  it.each([
    ['another caller', 'somebody', SALT],
    ['another request', 'caller', Buffer.alloc(32, 8)],
  ])('does not open for %s', (_what, secret, salt) => {
    const sealed = seal(answer, 'caller', SALT);
    expect(() => unseal(sealed, secret, salt)).toThrow();
  });
});

import { describe, expect, it } from '@jest/globals';
import { SecretSeal, SecretUnreadable } from './secret-seal.js';

const OLD = 'the-old-secret-of-this-test';
const NEW = 'the-new-secret-of-this-test';
const PLACE = 'webhook_endpoints 1';

describe('a sealed secret', () => {
  const seal = new SecretSeal([OLD]);

  it('opens to the original text, and reveals nothing of it', () => {
    const sealed = seal.seal('whsec_c2VjcmV0', PLACE);
    expect(sealed).toMatch(/^sealed:[0-9a-f]{8}:[\w-]+$/);
    expect(sealed).not.toContain('c2VjcmV0');
    expect(seal.open(sealed, PLACE)).toBe('whsec_c2VjcmV0');
  });

  it('differs each time', () => {
    expect(seal.seal('whsec_c2VjcmV0', PLACE)).not.toBe(seal.seal('whsec_c2VjcmV0', PLACE));
  });

  it('does not open in another row', () => {
    const sealed = seal.seal('whsec_c2VjcmV0', PLACE);
    expect(() => seal.open(sealed, 'webhook_endpoints 2')).toThrow(SecretUnreadable);
  });

  it.each([
    ['cut short', (text: string) => text.slice(0, 40)],
    ['with its tag cut off', (text: string) => text.slice(0, 35)],
    ['changed', (text: string) => text.slice(0, -2) + (text.at(-2) === 'A' ? 'BA' : 'AA')],
    ['no more than its mark', () => 'sealed:'],
  ])('does not open if %s', (_how, damage) => {
    const sealed = seal.seal('whsec_c2VjcmV0LW9mLWEtdGVzdC0x', PLACE);
    expect(() => seal.open(damage(sealed), PLACE)).toThrow(SecretUnreadable);
  });

  it('opens with a secret that is no longer the first, and then is not current', () => {
    const rotated = new SecretSeal([NEW, OLD]);
    const sealed = seal.seal('whsec_c2VjcmV0', PLACE);
    expect([seal.isCurrent(sealed), rotated.isCurrent(sealed)]).toEqual([true, false]);
    expect(rotated.open(sealed, PLACE)).toBe('whsec_c2VjcmV0');
    expect(() => new SecretSeal([NEW]).open(sealed, PLACE)).toThrow(/^No secret is configured for the key/);
  });

  it('may be plain text from before encryption: it is read, and is not current', () => {
    expect(seal.open('whsec_c2VjcmV0', PLACE)).toBe('whsec_c2VjcmV0');
    expect(seal.isCurrent('whsec_c2VjcmV0')).toBe(false);
  });
});

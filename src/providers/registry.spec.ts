import { describe, expect, it } from '@jest/globals';
import { BUILT_IN_PROVIDERS as PROVIDERS, Providers } from './registry.js';

const providers = new Providers(PROVIDERS);

describe('the registry', () => {
  it('finds each provider under the id in its URL', () => {
    expect(PROVIDERS.map((provider) => providers.find(provider.id))).toEqual(PROVIDERS);
  });

  it.each(['', 'Resend', 'resend/', '__proto__', 'constructor'])('finds nothing under %p', (id) => {
    expect(providers.find(id)).toBeNull();
  });

  it.each(PROVIDERS.map((provider) => [provider.secretVariable, provider] as const))(
    'checks %s at start: an empty secret and a short one are refused',
    (_name, provider) => {
      expect(provider.checkSecret('')).not.toBeNull();
      expect(provider.checkSecret('whsec_')).not.toBeNull();
      expect(provider.checkSecret('c2hvcnQ=')).toMatch(/at least 24 bytes/);
      expect(provider.checkSecret(Buffer.alloc(32, 7).toString('base64'))).toBeNull();
    },
  );

  const now = new Date(1_795_168_800_000);
  it.each(PROVIDERS)('has $title refuse an unsigned request without throwing', (provider) => {
    const verdict = provider.verify({ headers: {}, body: Buffer.alloc(0) }, [], {
      now,
      toleranceSeconds: 300,
    });
    expect(verdict).toMatchObject({ ok: false, reason: 'header_missing' });
  });

  const deep = JSON.parse(`${'{"data":'.repeat(10_000)}1${'}'.repeat(10_000)}`) as unknown;
  it.each(PROVIDERS)('has $title make an event of any JSON', (provider) => {
    for (const payload of [
      deep,
      null,
      [],
      'x',
      7,
      { type: ['email.bounced'], data: [{}] },
      { data: { to: [[]] } },
    ]) {
      expect(provider.normalise(payload, null)).toMatchObject({ kind: 'unknown', recipient: null });
    }
  });
});

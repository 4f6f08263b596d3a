import { describe, expect, it } from '@jest/globals';
import { fold, type FoldedEvidence } from './fold.js';

const at = (minute: number) => new Date(Date.UTC(2026, 10, 21, 12, minute));
const evidence = (reason: FoldedEvidence['reason'], minute: number, expiresAt: Date | null = null) => ({
  id: `${reason}-${minute}`,
  reason,
  occurredAt: at(minute),
  expiresAt,
});
const never = { releasedAt: null, providerReleasedAt: null };

describe('fold', () => {
  it('says nothing without evidence', () => {
    expect(fold([], never)).toEqual({ evidence: null, createdAt: null, expiresAt: null });
  });

  it('lets the strongest reason speak and counts from the earliest evidence, in any order', () => {
    const known = [evidence('bounce', 1), evidence('complaint', 5), evidence('bounce', 3)];
    const folded = fold(known, never);
    expect(folded).toMatchObject({ evidence: { id: 'complaint-5' }, createdAt: at(1) });
    expect(fold([...known].reverse(), never)).toEqual(folded);
  });

  it('forgets what an operator released, and not what came after', () => {
    const known = [evidence('complaint', 1), evidence('bounce', 9)];
    expect(fold(known, { ...never, releasedAt: at(5) }).evidence?.id).toBe('bounce-9');
  });

  it.each([
    ['bounce', null],
    ['provider', null],
    ['complaint', 'complaint-1'],
    ['manual', 'manual-1'],
  ] as const)('lets the provider release a %s: what stands is %s', (reason, standing) => {
    const folded = fold([evidence(reason, 1)], { ...never, providerReleasedAt: at(5) });
    expect(folded.evidence?.id ?? null).toBe(standing);
  });

  it('ends with the last evidence that ends', () => {
    expect(fold([evidence('manual', 1, at(30)), evidence('manual', 2, at(40))], never).expiresAt).toEqual(
      at(40),
    );
    expect(fold([evidence('manual', 1, at(30)), evidence('bounce', 2)], never).expiresAt).toBeNull();
  });
});

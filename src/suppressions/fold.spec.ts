import { describe, expect, it } from '@jest/globals';
import { type Circumstances, fold } from './fold.js';
import type { FoldedEvidence } from './folded-evidence.js';
import { FIRST_POLICY } from './policy/default-policy.js';
import { EVIDENCE_KINDS, type EvidenceKind } from './policy/evidence-kind.js';
import type { PolicyBody } from './policy/policy.js';

const DAY_MS = 24 * 60 * 60 * 1000;
const at = (day: number) => new Date(Date.UTC(2026, 9, 1, 12) + day * DAY_MS);
const NOW = at(20);

const evidence = (kind: EvidenceKind, day: number, more: Partial<FoldedEvidence> = {}): FoldedEvidence => ({
  id: `${kind}-${day}`,
  kind,
  reason: EVIDENCE_KINDS[kind].reason,
  bounceSubtype: null,
  emailId: `mail-${day}`,
  occurredAt: at(day),
  expiresAt: null,
  policyVersion: 1,
  ...more,
});

const nothing: Circumstances = {
  releasedAt: null,
  providerReleasedAt: null,
  deliveredAt: null,
  wroteAt: null,
};
const foldAt = (
  all: FoldedEvidence[],
  circumstances: Partial<Circumstances> = {},
  policy: PolicyBody = FIRST_POLICY,
  now = NOW,
) => fold(all, { ...nothing, ...circumstances }, () => policy, now);

describe('fold', () => {
  it('suppresses nothing without evidence', () => {
    expect(foldAt([])).toMatchObject({ evidence: null, createdAt: null, expiresAt: null, score: 0 });
  });

  it('lets the strongest reason decide and counts from the earliest evidence, in any order', () => {
    const known = [evidence('permanent_bounce', 1), evidence('complaint', 5), evidence('dsn_hard', 3)];
    const folded = foldAt(known);
    expect(folded).toMatchObject({ evidence: { id: 'complaint-5' }, createdAt: at(1) });
    expect(foldAt([...known].reverse())).toEqual(folded);
  });

  it('forgets what an operator released, but not what came later', () => {
    const known = [evidence('complaint', 1), evidence('permanent_bounce', 9)];
    const folded = foldAt(known, { releasedAt: at(5) });
    expect(folded.evidence?.id).toBe('permanent_bounce-9');
    expect(folded.effects.get('complaint-1')).toBe('released');
  });

  it.each([
    ['permanent_bounce', null],
    ['provider_suppression', null],
    ['complaint', 'complaint-1'],
    ['manual', 'manual-1'],
    ['unsubscribe', 'unsubscribe-1'],
  ] as const)('lets the provider release a %s: what remains is %s', (kind, standing) => {
    expect(foldAt([evidence(kind, 1)], { providerReleasedAt: at(5) }).evidence?.id ?? null).toBe(standing);
  });

  it('expires with the last evidence, and is computed again when the first expires', () => {
    const two = [
      evidence('manual', 1, { expiresAt: at(30) }),
      evidence('manual', 2, { id: 'b', expiresAt: at(40) }),
    ];
    expect(foldAt(two)).toMatchObject({ expiresAt: at(40), refoldAt: at(30) });
    expect(foldAt([...two, evidence('permanent_bounce', 3)])).toMatchObject({
      expiresAt: null,
      refoldAt: at(30),
    });
    expect(foldAt(two, {}, FIRST_POLICY, at(30)).evidence?.id).toBe('b');
  });

  it.each(['content_refusal', 'infrastructure', 'undetermined_bounce'] as const)(
    'records %s but suppresses nobody for it',
    (kind) => {
      const folded = foldAt([1, 2, 3, 4, 5, 6].map((day) => evidence(kind, day)));
      expect(folded).toMatchObject({ evidence: null, score: 0 });
      expect([...folded.effects.values()]).toEqual(Array(6).fill('recorded'));
    },
  );
});

describe('soft bounces', () => {
  const soft = (days: number[]) => days.map((day) => evidence('transient_bounce', day));

  it.each([
    ['one', [19], null],
    ['four in four days', [16, 17, 18, 19], null],
    ['five in five days', [15, 16, 17, 18, 19], 'transient_bounce-19'],
    ['five, a week apart', [-8, -1, 6, 13, 20], null],
  ])('%s: suppressed by %s', (_what, days, standing) => {
    expect(foldAt(soft(days)).evidence?.id ?? null).toBe(standing);
  });

  it('suppress for a month from the one that reaches the threshold', () => {
    const folded = foldAt(soft([11, 12, 13, 14, 15]));
    expect(folded).toMatchObject({ createdAt: at(15), expiresAt: at(45) });
    expect(foldAt(soft([11, 12, 13, 14, 15]), {}, FIRST_POLICY, at(45)).evidence).toBeNull();
  });

  it('of one mail count once', () => {
    const same = soft([15, 16, 17, 18, 19]).map((piece) => ({ ...piece, emailId: 'mail' }));
    expect(foldAt(same)).toMatchObject({ evidence: null });
    expect(foldAt(same, {}, FIRST_POLICY, at(15 + 14)).score).toBe(0.5);
  });

  it('are not reported to have reached the threshold before they have', () => {
    const minutes = [0, 1, 2, 3].map((minute) => 15 + minute / (24 * 60));
    const folded = foldAt(soft(minutes), {}, FIRST_POLICY, at(minutes.at(-1)!));
    expect(folded).toMatchObject({ evidence: null, score: 3.999 });
  });

  it('start at zero after a release', () => {
    expect(foldAt(soft([15, 16, 17, 18, 19, 20]), { releasedAt: at(16) }).evidence).toBeNull();
  });
});

describe('signs of life', () => {
  const lifting: PolicyBody = {
    ...FIRST_POLICY,
    proof_of_life: { delivered: 'lift', authenticated_mail: 'record' },
  };
  const bounced = [evidence('permanent_bounce', 3)];

  it('lift nothing with the first policy', () => {
    expect(foldAt(bounced, { deliveredAt: at(5), wroteAt: at(5) }).evidence).not.toBeNull();
  });

  it('lift earlier bounces if the policy says so, and only those it names', () => {
    expect(foldAt(bounced, { deliveredAt: at(5) }, lifting).effects.get('permanent_bounce-3')).toBe('lifted');
    expect(foldAt(bounced, { wroteAt: at(5) }, lifting).evidence).not.toBeNull();
    expect(foldAt(bounced, { deliveredAt: at(2) }, lifting).evidence).not.toBeNull();
  });

  it.each(['complaint', 'manual', 'provider_suppression'] as const)('never lift a %s', (kind) => {
    expect(foldAt([evidence(kind, 3)], { deliveredAt: at(5) }, lifting).evidence).not.toBeNull();
  });
});

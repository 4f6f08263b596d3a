import { describe, expect, it } from '@jest/globals';
import { FIRST_POLICY } from './default-policy.js';
import { faultsOf, type PolicyRule, ruleOf } from './policy.js';

const changed = (kind: string, change: Partial<PolicyRule>) => ({
  ...FIRST_POLICY,
  rules: FIRST_POLICY.rules.map((rule) => (rule.kind === kind ? { ...rule, ...change } : rule)),
});
const extra = (rule: PolicyRule) => ({ ...FIRST_POLICY, rules: [...FIRST_POLICY.rules, rule] });
const mailboxFull: PolicyRule = {
  kind: 'transient_bounce',
  subtype: 'MailboxFull',
  action: 'record',
  points: 0,
  expires_after_days: null,
};

describe('faultsOf', () => {
  it('finds nothing in the first policy, or in one with a rule for a subtype', () => {
    expect(faultsOf(FIRST_POLICY)).toEqual([]);
    expect(faultsOf(extra(mailboxFull))).toEqual([]);
  });

  it.each([
    [
      'a soft bounce that suppresses at once',
      changed('transient_bounce', { action: 'suppress' }),
      /\/action$/,
    ],
    ['a soft report that suppresses at once', changed('dsn_soft', { action: 'suppress' }), /\/action$/],
    ['points that reach the threshold at once', changed('transient_bounce', { points: 4 }), /\/points$/],
    ['a score without points', changed('dsn_soft', { points: 0 }), /\/points$/],
    ['two rules for one thing', extra(FIRST_POLICY.rules[0]!), /^#\/rules\/10$/],
    ['a kind without a rule', { ...FIRST_POLICY, rules: FIRST_POLICY.rules.slice(1) }, /^#\/rules$/],
  ])('names %s', (_what, policy, pointer) => {
    expect(faultsOf(policy)).toEqual([expect.objectContaining({ pointer: expect.stringMatching(pointer) })]);
  });
});

describe('ruleOf', () => {
  it('prefers the rule of the subtype', () => {
    const policy = extra(mailboxFull);
    expect(ruleOf(policy, 'transient_bounce', 'MailboxFull').action).toBe('record');
    expect(ruleOf(policy, 'transient_bounce', 'General').action).toBe('score');
    expect(ruleOf(policy, 'infrastructure', null).action).toBe('record');
  });
});

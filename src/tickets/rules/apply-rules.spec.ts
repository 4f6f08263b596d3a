import { describe, expect, it } from '@jest/globals';
import { applyRules, type RuleSubject } from './apply-rules.js';
import type { Rule, RuleActions, RuleCondition } from './rule.entity.js';

const mail: RuleSubject = {
  from: { name: 'Ann Lee', address: 'ann@customer.example' },
  to: [{ name: '', address: 'support@desk.example' }],
  cc: [],
  recipients: ['support@desk.example', 'hidden@desk.example'],
  subject: 'Invoice 4711 is WRONG',
  text: 'Please check.',
  classification: { kind: 'human', reason: 'no_automatic_sign' },
  headers: [
    { name: 'x-spam-flag', value: 'YES' },
    { name: 'x-tag', value: 'one' },
    { name: 'x-tag', value: 'two' },
  ],
};

const rule = (conditions: RuleCondition[], actions: RuleActions, more: Partial<Rule> = {}): Rule => ({
  ...{ id: 'r', name: 'r', position: 0, isActive: true, conditions, actions },
  ...{ version: 1, createdAt: new Date(0) },
  ...more,
});

const fires = (field: string, operator: RuleCondition['operator'], value: string) =>
  applyRules([rule([{ field, operator, value }], { spam: true })], mail).fired.length > 0;

describe('a condition', () => {
  it.each([
    ['from', 'is', 'ANN@customer.example', true],
    ['from', 'contains', 'lee', true],
    ['from', 'ends_with', '@customer.example', true],
    ['from', 'ends_with', '@evil.example', false],
    ['from', 'is_not', 'ann@customer.example', false],
    ['to', 'is', 'support@desk.example', true],
    ['cc', 'contains', 'a', false],
    ['cc', 'contains_not', 'a', true],
    ['recipient', 'starts_with', 'hidden@', true],
    ['subject', 'contains', 'wrong', true],
    ['subject', 'contains_not', 'invoice', false],
    ['text', 'is', 'please check.', true],
    ['kind', 'is', 'human', true],
    ['reason', 'starts_with', 'no_', true],
    ['header:X-Spam-Flag', 'is', 'yes', true],
    ['header:x-tag', 'is', 'two', true],
    ['header:x-tag', 'is_not', 'two', false],
    ['header:missing', 'contains', '', false],
    ['constructor', 'contains', '', false],
  ] as const)('%s %s %j: %s', (field, operator, value, expected) => {
    expect(fires(field, operator, value)).toBe(expected);
  });
});

describe('rules', () => {
  const always: RuleCondition[] = [];

  it('apply if all conditions hold', () => {
    const both: RuleCondition[] = [
      { field: 'subject', operator: 'contains', value: 'invoice' },
      { field: 'kind', operator: 'is', value: 'list' },
    ];
    expect(applyRules([rule(both, { spam: true })], mail)).toEqual({ actions: {}, fired: [] });
  });

  it('add up their tags; otherwise the last rule wins', () => {
    const verdict = applyRules(
      [
        rule(always, { add_tags: ['a', 'b'], priority: 'low', assignee: 'ann' }, { id: '1' }),
        rule(always, { add_tags: ['b', 'c'], priority: 'high' }, { id: '2' }),
        rule(always, { hold: true, spam: true }, { id: '3', isActive: false }),
      ],
      mail,
    );
    expect(verdict.actions).toEqual({ add_tags: ['a', 'b', 'c'], priority: 'high', assignee: 'ann' });
    expect(verdict.fired.map(({ id }) => id)).toEqual(['1', '2']);
  });
});

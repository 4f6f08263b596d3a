import type { RuleVerdict } from './apply-rules.js';
import type { Rule } from './rule.entity.js';

export class RuleConditionView {
  field: string;
  operator: string;
  value: string;
}

export class RuleActionsView {
  /** `low | normal | high | urgent` */
  priority?: string;
  assignee?: string;
  add_tags?: string[];
  spam?: boolean;
  hold?: boolean;
}

export class RuleView {
  object: 'rule';
  id: string;
  name: string;
  position: number;
  active: boolean;
  conditions: RuleConditionView[];
  actions: RuleActionsView;
  /** Compared with `If-Match`; also in the ETag. */
  version: number;
  created_at: string;
}

export class FiredRuleView {
  id: string;
  name: string;
}

export class RuleTestView {
  object: 'rule_test';
  /** In the order in which they would fire. */
  fired: FiredRuleView[];
  /** What they would do together. */
  actions: RuleActionsView;
}

export function toRuleView(rule: Rule): RuleView {
  return {
    object: 'rule',
    id: rule.id,
    name: rule.name,
    position: rule.position,
    active: rule.isActive,
    conditions: rule.conditions,
    actions: rule.actions,
    version: rule.version,
    created_at: rule.createdAt.toISOString(),
  };
}

export function toRuleTestView({ fired, actions }: RuleVerdict): RuleTestView {
  return { object: 'rule_test', fired, actions };
}

import type { FieldError } from '../../platform/problem/problem.js';
import { EVIDENCE_KINDS, type EvidenceKind, type RuleAction, RULED_KINDS } from './evidence-kind.js';

export interface PolicyRule {
  kind: EvidenceKind;
  /** The provider's term, such as `MailboxFull`, or a report's reason, such as `user_unknown`; null: all others. */
  subtype: string | null;
  action: RuleAction;
  /** Added to the score when the action is `score`; 0 otherwise. */
  points: number;
  /** How long it suppresses the address; null: until it is released. */
  expires_after_days: number | null;
}

/** What a sign of life does to earlier bounces. */
export type LifeAction = 'lift' | 'record';

/** The policy as the API shows and accepts it. */
export interface PolicyBody {
  /** For every kind, one rule without a subtype and any number with one. */
  rules: PolicyRule[];
  /** Points halve every `half_life_days`; at `threshold` the address goes on the list. */
  score: { threshold: number; half_life_days: number };
  proof_of_life: { delivered: LifeAction; authenticated_mail: LifeAction };
}

export interface Policy extends PolicyBody {
  version: number;
  createdAt: Date;
  createdBy: string;
}

const RECORD_ONLY = { subtype: null, action: 'record', points: 0, expires_after_days: null } as const;

/** The rule for a piece of evidence: that for its subtype, else that for its kind. */
export function ruleOf({ rules }: PolicyBody, kind: EvidenceKind, subtype: string | null): PolicyRule {
  const ofKind = rules.filter((rule) => rule.kind === kind);
  return (
    ofKind.find((rule) => rule.subtype !== null && rule.subtype === subtype) ??
    ofKind.find((rule) => rule.subtype === null) ?? { kind, ...RECORD_ONLY }
  );
}

/** Faults beyond single members: gaps, duplicates, and rules that would act without proof. Empty if sound. */
export function faultsOf({ rules, score }: PolicyBody): FieldError[] {
  const seen = new Set<string>();
  const faults = rules.flatMap((rule, index) => {
    const at = `#/rules/${index}`;
    const name = `${rule.kind} ${rule.subtype ?? ''}`;
    const found: FieldError[] = [];
    if (seen.has(name))
      found.push({ pointer: at, detail: 'there is a rule for this kind and subtype already' });
    seen.add(name);
    const allowed: readonly RuleAction[] = EVIDENCE_KINDS[rule.kind].actions;
    if (!allowed.includes(rule.action)) {
      found.push({ pointer: `${at}/action`, detail: `for ${rule.kind} it can be ${allowed.join(', ')}` });
    }
    if (rule.action === 'score' && (rule.points <= 0 || rule.points >= score.threshold)) {
      found.push({ pointer: `${at}/points`, detail: 'points must be above 0 and below the threshold' });
    }
    return found;
  });
  const missing = RULED_KINDS.filter((kind) => !seen.has(`${kind} `));
  return [
    ...faults,
    ...missing.map((kind) => ({
      pointer: '#/rules',
      detail: `a rule for ${kind} without subtype is missing`,
    })),
  ];
}

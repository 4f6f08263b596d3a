import type { Policy } from './policy.js';

export class PolicyRuleView {
  kind: string;
  subtype: string | null;
  /** `suppress | score | record` */
  action: string;
  points: number;
  expires_after_days: number | null;
}

export class PolicyScoreView {
  threshold: number;
  half_life_days: number;
}

export class ProofOfLifeView {
  /** `lift | record` */
  delivered: string;
  /** `lift | record` */
  authenticated_mail: string;
}

export class PolicyView {
  object: 'suppression_policy';
  version: number;
  rules: PolicyRuleView[];
  score: PolicyScoreView;
  proof_of_life: ProofOfLifeView;
  created_at: string;
  /** `postroom`, or `key:` and the id of the API key. */
  created_by: string;
}

export class DryRunChangeView {
  address: string;
  scope: string;
  /** Null: not on the list. */
  reason_now: string | null;
  reason_then: string | null;
  expires_at_now: string | null;
  expires_at_then: string | null;
  /** The events that the evidence comes from. */
  event_ids: string[];
}

export class DryRunView {
  object: 'suppression_policy_dry_run';
  /** Addresses whose evidence was judged both as it is now and by the policy of the request. */
  addresses: number;
  /** False if there are more addresses than one dry run covers. */
  complete: boolean;
  would_suppress: number;
  would_release: number;
  /** On the list in both cases, with another reason or end. */
  would_change: number;
  unchanged: number;
  /** The first 100 that differ. */
  changes: DryRunChangeView[];
}

export class PolicyAppliedView {
  object: 'suppression_policy_applied';
  /** The version that was applied. */
  version: number;
  /** Addresses with evidence that an earlier version had judged. */
  addresses: number;
  suppressed: number;
  lifted: number;
  /** On the list before and after, for another reason. */
  reason_changed: number;
  /** False: there are more addresses; repeat the call. */
  complete: boolean;
}

export function toPolicyView(policy: Policy): PolicyView {
  return {
    object: 'suppression_policy',
    version: policy.version,
    rules: policy.rules,
    score: policy.score,
    proof_of_life: policy.proof_of_life,
    created_at: policy.createdAt.toISOString(),
    created_by: policy.createdBy,
  };
}

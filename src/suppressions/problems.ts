import { problemType } from '../platform/problem/problem.js';

export const NOT_SUPPRESSED = problemType(
  'suppression-not-found',
  404,
  'The address is not on the suppression list',
);
export const COMPLAINT_LOCKED = problemType('complaint-locked', 409, 'A complaint is not lifted casually');
export const MIRROR_UNAVAILABLE = problemType(
  'mirror-unavailable',
  409,
  'There is no provider whose list could be compared',
);
export const POLICY_NOT_FOUND = problemType(
  'policy-not-found',
  404,
  'There is no such version of the policy',
);
export const POLICY_CHANGED = problemType('policy-changed', 412, 'The policy has changed meanwhile');
export const UNSUBSCRIBE_LINK_INVALID = problemType(
  'unsubscribe-link-invalid',
  404,
  'The unsubscribe link is not valid',
);
export const NOT_ONE_CLICK = problemType('not-one-click', 400, 'The request is no one-click unsubscription');

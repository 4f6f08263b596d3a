import { problemType } from '../platform/problem/problem.js';

export const NOT_SUPPRESSED = problemType(
  'suppression-not-found',
  404,
  'The address is not on the suppression list',
  'As far as the list knows, the address may be mailed. `/history` shows whether it was ever on the list.',
);
export const COMPLAINT_LOCKED = problemType(
  'complaint-locked',
  409,
  'Lifting a complaint needs confirmation',
  'The owner of the address has reported our mail as spam. If they have asked for mail again, send `?confirm=complaint`, and say so in `note`.',
);
export const MIRROR_UNAVAILABLE = problemType(
  'mirror-unavailable',
  409,
  'There is no provider list to compare with',
  "The provider's list is read with its API key: set `RESEND_API_KEY`, and set `SUPPRESSION_MIRROR` to something other than `off`.",
);
export const POLICY_NOT_FOUND = problemType(
  'policy-not-found',
  404,
  'There is no such version of the policy',
  '`GET /v1/suppression-policy` returns the version in force, with its number.',
);
export const POLICY_CHANGED = problemType(
  'policy-changed',
  412,
  'The policy has changed meanwhile',
  'Somebody changed it after you read it. Read it again, check your change, and send the new ETag.',
);
export const UNSUBSCRIBE_LINK_INVALID = problemType(
  'unsubscribe-link-invalid',
  404,
  'The unsubscribe link is not valid',
  'The link is incomplete or changed, or was made with keys that are no longer in use. Copy the whole link from the mail.',
);
export const NOT_ONE_CLICK = problemType(
  'not-one-click',
  400,
  'The request is not a one-click unsubscription',
  'A mail program posts `List-Unsubscribe=One-Click` (RFC 8058); the body contains something else.',
);

import { problemType } from '../platform/problem/problem.js';

export const NOT_SUPPRESSED = problemType(
  'suppression-not-found',
  404,
  'The address is not on the suppression list',
  'The address may be mailed, as far as the list knows. `/history` tells whether it ever was on the list.',
);
export const COMPLAINT_LOCKED = problemType(
  'complaint-locked',
  409,
  'A complaint is not lifted casually',
  'Its owner has called our mail spam. When they have asked for mail again, send `?confirm=complaint`, and say so in `note`.',
);
export const MIRROR_UNAVAILABLE = problemType(
  'mirror-unavailable',
  409,
  'There is no provider whose list could be compared',
  'The list of the provider is read with its API key: set `RESEND_API_KEY`, and `SUPPRESSION_MIRROR` to other than `off`.',
);
export const POLICY_NOT_FOUND = problemType(
  'policy-not-found',
  404,
  'There is no such version of the policy',
  'There is no such version. `GET /v1/suppression-policy` answers the one in force, with its number.',
);
export const POLICY_CHANGED = problemType(
  'policy-changed',
  412,
  'The policy has changed meanwhile',
  'Somebody changed it after you read it. Read it again, decide anew, and send the new ETag.',
);
export const UNSUBSCRIBE_LINK_INVALID = problemType(
  'unsubscribe-link-invalid',
  404,
  'The unsubscribe link is not valid',
  'The link is cut off or changed, or was made with keys that are no longer in use. Copy it whole from the mail.',
);
export const NOT_ONE_CLICK = problemType(
  'not-one-click',
  400,
  'The request is no one-click unsubscription',
  'A mail program posts `List-Unsubscribe=One-Click` (RFC 8058); the body holds something else.',
);

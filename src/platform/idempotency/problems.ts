import { problemType } from '../problem/problem.js';

export const IDEMPOTENCY_KEY_INVALID = problemType(
  'idempotency-key-invalid',
  400,
  'The Idempotency-Key cannot be used',
  'It must be 1 to 255 printable ASCII characters without a space. An import takes no key: it can safely be sent again.',
);
export const IDEMPOTENCY_KEY_REUSED = problemType(
  'idempotency-key-reused',
  409,
  'The Idempotency-Key belongs to another request',
  'This key was used before with another method, path or body. Nothing was done; use a new key for a new request.',
);
export const REQUEST_UNDER_WAY = problemType(
  'request-under-way',
  409,
  'The same request is under way',
  'The first request with this `Idempotency-Key` is not answered yet. Send it again later with the same key to get the same answer.',
  {
    retryAfterSeconds: 5,
  },
);
export const OUTCOME_UNKNOWN = problemType(
  'outcome-unknown',
  409,
  'The outcome of the first request is unknown',
  'The first request with this `Idempotency-Key` broke off while it was processed. Check whether it took effect; if it did not, send it again with a new key.',
);

import { problemType } from '../problem/problem.js';

export const IDEMPOTENCY_KEY_INVALID = problemType(
  'idempotency-key-invalid',
  400,
  'The Idempotency-Key cannot be used',
);
export const IDEMPOTENCY_KEY_REUSED = problemType(
  'idempotency-key-reused',
  409,
  'The Idempotency-Key belongs to another request',
);
export const REQUEST_UNDER_WAY = problemType('request-under-way', 409, 'The same request is under way', {
  retryAfterSeconds: 5,
});
export const OUTCOME_UNKNOWN = problemType(
  'outcome-unknown',
  409,
  'Nobody knows how the first request ended',
);
